// Lookups finds the address of a name, and asks upstream only once for all who ask at the same time.
package main

import (
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type flight struct {
	landed  sync.WaitGroup
	address string
}

type resolver struct {
	mu      sync.Mutex
	flights map[string]*flight
	asked   int
}

func (r *resolver) upstream(name string) string {
	time.Sleep(5 * time.Millisecond)
	if name == "name-13" {
		panic("malformed answer")
	}
	return "192.0.2." + strconv.Itoa(len(name))
}

func (r *resolver) lookup(name string) string {
	r.mu.Lock()
	if f, flying := r.flights[name]; flying {
		r.mu.Unlock()
		f.landed.Wait() // leak: goroutine-leak
		return f.address
	}
	f := &flight{}
	f.landed.Add(1)
	r.flights[name] = f
	r.asked++
	r.mu.Unlock()

	f.address = r.upstream(name)
	f.landed.Done()
	r.mu.Lock()
	delete(r.flights, name)
	r.mu.Unlock()
	return f.address
}

func main() {
	r := &resolver{flights: make(map[string]*flight)}
	mux := http.NewServeMux()
	mux.HandleFunc("/lookup", func(w http.ResponseWriter, req *http.Request) {
		defer func() { recover() }()
		n, _ := strconv.Atoi(req.URL.Query().Get("n"))
		fmt.Fprintln(w, r.lookup("name-"+strconv.Itoa(n%20)))
	})
	serve.Run(mux, serve.Requests(40, "/lookup?n=%d"))
}
