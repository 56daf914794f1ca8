package main

import (
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
)

const postCount = 50

// A blog is a router over a store of posts.
type blog struct {
	router *router
	store  *store
	max    int // unknown paths to remember while it leaks
}

func newBlog(s *store, max int) *blog {
	b := &blog{store: s, max: max}
	b.router = &router{notFound: newRoute(missing), routes: make(map[string]*route), unknown: make(map[string]*route)}
	b.router.filter = reflect.ValueOf(b.count)
	for i := 0; i < postCount; i++ {
		path := postPath(i)
		s.put(path, strings.Repeat("All work and no play. ", 200))
		b.router.routes[path] = newRoute(b.show)
	}
	return b
}

func postPath(i int) string { return fmt.Sprintf("/blog/post-%d", i) }

// count is the filter around every handler: it keeps the last visitor of each page.
func (b *blog) count(w http.ResponseWriter, r *http.Request) {
	found := b.router.match(r.URL.Path)
	value := found.pages.get()
	p := value.Interface().(*page)
	p.Path = r.URL.Path
	found.handler.Call([]reflect.Value{value})
	b.store.put("last visit: "+p.Title, r.UserAgent())
	p.writeTo(w)
}

// show is the handler of a post.
func (b *blog) show(p *page) {
	p.Title, p.Body, p.Status = p.Path, b.store.get(p.Path), http.StatusOK
}

// missing is the handler of a path that does not exist.
func missing(p *page) {
	p.Title, p.Status = "not found", http.StatusNotFound
}

func (p *page) writeTo(w http.ResponseWriter) {
	w.WriteHeader(p.Status)
	io.WriteString(w, p.Title+"\n\n"+p.Body)
}
