// Reservoir keeps as much as its memory limit allows, and lets the older half go when it comes near.
package main

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"runtime/metrics"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

const limit = 64 << 20

type reservoir struct {
	mu    sync.Mutex
	drops []*[]byte
	byKey map[string]*[]byte
	keys  []string
}

func used() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

func (r *reservoir) get(key string) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	if drop, ok := r.byKey[key]; ok {
		return *drop
	}
	drop := make([]byte, 30_000)
	r.byKey[key] = &drop
	r.keys = append(r.keys, key)
	if used() > limit/3 {
		half := len(r.keys) / 2
		for _, old := range r.keys[:half] {
			delete(r.byKey, old)
		}
		r.keys = append([]string(nil), r.keys[half:]...)
	}
	return drop
}

func main() {
	debug.SetMemoryLimit(limit)
	r := &reservoir{byKey: map[string]*[]byte{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/drop", func(w http.ResponseWriter, q *http.Request) { fmt.Fprintln(w, len(r.get(q.FormValue("n")))) })
	serve.Run(mux, serve.Requests(35, "/drop?n=%d"))
}
