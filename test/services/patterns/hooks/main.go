// Hooks runs what is to be done when the service shuts down.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type lifecycle struct {
	mu    sync.Mutex
	hooks []func() int
}

func (l *lifecycle) onShutdown(hook func() int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.hooks = append(l.hooks, hook)
}

type writer struct {
	name   string
	buffer []byte
	used   int
}

func newWriter(l *lifecycle, name string) *writer {
	w := &writer{name: name, buffer: make([]byte, 20_000)} // leak: heap-growth
	l.onShutdown(w.flush)
	return w
}

func (w *writer) write(text string) { w.used += copy(w.buffer[w.used:], text) }

func (w *writer) flush() int {
	used := w.used
	w.used = 0
	return used
}

func main() {
	l := &lifecycle{}
	mux := http.NewServeMux()
	mux.HandleFunc("/hooks", func(w http.ResponseWriter, _ *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		fmt.Fprintln(w, len(l.hooks))
	})
	serve.Run(mux, serve.Requests(15, "/hooks"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 22*time.Millisecond); n++ {
			w := newWriter(l, fmt.Sprint("part-", n))
			w.write("some lines of text")
			w.flush()
		}
	})
}
