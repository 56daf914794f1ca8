// Counters measures how long requests take, by labels.
package main

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type histogram struct {
	count   atomic.Int64
	buckets [512]int64
}

func (h *histogram) observe(took time.Duration) {
	h.buckets[min(took.Microseconds()/100, 511)]++
	h.count.Add(1)
}

type vector struct {
	mu       sync.Mutex
	children map[string]*histogram
}

func newHistogram() *histogram {
	return &histogram{} // leak: heap-growth
}

func (v *vector) with(labels string) *histogram {
	v.mu.Lock()
	defer v.mu.Unlock()
	child, known := v.children[labels]
	if !known {
		child = newHistogram()
		v.children[labels] = child
	}
	return child
}

func main() {
	v := &vector{children: make(map[string]*histogram)}
	mux := http.NewServeMux()
	mux.HandleFunc("/user/", func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		fmt.Fprintln(w, "hello")
		v.with(fmt.Sprintf("method=%s,path=%s", r.Method, r.URL.Path)).observe(time.Since(started))
	})
	serve.Run(mux, serve.Requests(90, "/user/%d"), serve.Requests(30, "/user/1"))
}
