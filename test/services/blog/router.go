package main

import (
	"net/http"
	"reflect"
	"sync"
)

// A page is what a handler fills in for one request.
type page struct {
	Path, Title, Body string
	Status            int
}

// A route has its handler, a func(*page), and the pages for it.
type route struct {
	handler reflect.Value
	pages   *pool
}

// A router finds the route of a path, and calls its handler by reflection, inside a filter that is called the same way.
type router struct {
	filter   reflect.Value // func(http.ResponseWriter, *http.Request)
	notFound *route

	mu         sync.Mutex
	routes     map[string]*route
	unknown    map[string]*route
	maxUnknown int // 0 remembers none
}

func newRoute(handler func(*page)) *route {
	return &route{handler: reflect.ValueOf(handler), pages: newPool(800, reflect.TypeOf(page{}))}
}

func (rt *router) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rt.filter.Call([]reflect.Value{reflect.ValueOf(w), reflect.ValueOf(r)})
}

// match finds the route of a path. A path that is asked for the first time gets one.
func (rt *router) match(path string) *route {
	rt.mu.Lock()
	defer rt.mu.Unlock()
	if found := rt.routes[path]; found != nil {
		return found
	}
	if found := rt.unknown[path]; found != nil {
		return found
	}
	if len(rt.unknown) >= rt.maxUnknown {
		return rt.notFound
	}
	rt.unknown[path] = newRoute(missing)
	return rt.unknown[path]
}

// A pool hands out values of one type, without an allocation for each.
type pool struct {
	mu    sync.Mutex
	items reflect.Value
	next  int
}

func newPool(size int, of reflect.Type) *pool {
	return &pool{items: reflect.MakeSlice(reflect.SliceOf(of), size, size)} // truth: allocation
}

// get returns a pointer to a zero value; the oldest is used again.
func (p *pool) get() reflect.Value {
	p.mu.Lock()
	defer p.mu.Unlock()
	item := p.items.Index(p.next)
	p.next = (p.next + 1) % p.items.Len()
	item.Set(reflect.Zero(item.Type()))
	return item.Addr()
}
