// Routes dispatches requests to handlers of any signature, and pools the arguments for each path.
package main

import (
	"fmt"
	"net/http"
	"reflect"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

type route struct {
	handler reflect.Value
	pool    reflect.Value
	calls   int
}

type router struct {
	mu     sync.Mutex
	routes map[string]*route
}

func (r *router) find(path string, handler any) *route {
	r.mu.Lock()
	defer r.mu.Unlock()
	if known, ok := r.routes[path]; ok {
		return known
	}
	value := reflect.ValueOf(handler)
	arguments := reflect.SliceOf(value.Type().In(0))
	created := &route{
		handler: value,
		pool:    reflect.MakeSlice(arguments, 800, 800), // leak: heap-growth
	}
	r.routes[path] = created
	return created
}

type parameters struct {
	Path  string
	Query string
}

func greet(p parameters) string { return "hello " + p.Path }

func main() {
	r := &router{routes: make(map[string]*route)}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, req *http.Request) {
		found := r.find(req.URL.Path, greet)
		slot := found.pool.Index(found.calls % 800)
		slot.Set(reflect.ValueOf(parameters{Path: req.URL.Path, Query: req.URL.RawQuery}))
		found.calls++
		fmt.Fprintln(w, found.handler.Call([]reflect.Value{slot})[0])
	})
	serve.Run(mux, serve.Requests(40, "/article/%d"), serve.Requests(40, "/"))
}
