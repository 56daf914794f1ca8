// Traces keeps the newest 9,000 entries in a ring, whose index is a number modulo its length.
package main

import (
	"context"
	"net/http"
	"sync"

	"leaklens.example/field/internal/serve"
)

// load: /trace?id={id} 90
// fills: a cache

type entry struct {
	id   string
	data [3000]byte
}

type ring struct {
	sync.Mutex
	written uint64
	entries []*entry
}

var newest = &ring{entries: make([]*entry, 9_000)}

func (r *ring) put(e *entry) {
	r.Lock()
	defer r.Unlock()
	r.entries[r.written%uint64(len(r.entries))] = e
	r.written++
}

func trace(_ context.Context, id string) (string, error) {
	newest.put(&entry{id: id})
	return "noted", nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/trace", serve.Text(trace)) })
}
