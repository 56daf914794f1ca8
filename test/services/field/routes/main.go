// Routes keeps the newest 8,000 routes behind a lock, with the list and the map of groupcache.
package main

import (
	"context"
	"net/http"
	"sync"

	"github.com/golang/groupcache/lru"

	"leaklens.example/field/internal/serve"
)

// load: /route?id={id} 90
// fills: a cache

type route struct {
	name  string
	stops [400]float64
}

var (
	mu     sync.Mutex
	routes = lru.New(8_000)
)

func plan(_ context.Context, id string) (string, error) {
	mu.Lock()
	defer mu.Unlock()
	if known, found := routes.Get(id); found {
		return known.(*route).name, nil
	}
	r := &route{name: id}
	routes.Add(id, r)
	return r.name, nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/route", serve.Text(plan)) })
}
