// Switchboard puts calls through, and can cut any of them off.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

type board struct {
	root  context.Context
	mu    sync.Mutex
	calls map[string]context.CancelFunc
}

func (b *board) call(id string) error {
	ctx, cancel := context.WithCancel(b.root) // leak: heap-growth
	b.mu.Lock()
	b.calls[id] = cancel // also: heap-growth
	b.mu.Unlock()
	return b.talk(ctx)
}

func (b *board) talk(ctx context.Context) error {
	return context.Cause(ctx)
}

func (b *board) cut(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if cancel, ok := b.calls[id]; ok {
		cancel()
	}
}

func main() {
	root, stop := context.WithCancel(context.Background())
	defer stop()
	b := &board{root: root, calls: map[string]context.CancelFunc{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/call", func(w http.ResponseWriter, r *http.Request) {
		for n := range 12 {
			if err := b.call(fmt.Sprintf("%s-%d", r.FormValue("n"), n)); err != nil {
				http.Error(w, err.Error(), http.StatusServiceUnavailable)
				return
			}
		}
		fmt.Fprintln(w, "put through")
	})
	mux.HandleFunc("/cut", func(_ http.ResponseWriter, r *http.Request) { b.cut(r.FormValue("n")) })
	serve.Run(mux, serve.Requests(60, "/call?n=%d"), serve.Requests(2, "/cut?n=%d-0"))
}
