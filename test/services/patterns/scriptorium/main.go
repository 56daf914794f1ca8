// Scriptorium copies books into one roll that it washes and uses again; each book is a little longer than the one before, up to a limit.
package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type roll struct {
	mu    sync.Mutex
	text  bytes.Buffer
	books int
}

func (r *roll) copy(lines int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.text.Reset()
	for n := range lines {
		fmt.Fprintf(&r.text, "line %06d of book %06d, which is about the sea and those who sail on it\n", n, r.books)
	}
	r.books++
}

func main() {
	r := new(roll)
	mux := http.NewServeMux()
	mux.HandleFunc("/books", func(w http.ResponseWriter, _ *http.Request) {
		r.mu.Lock()
		defer r.mu.Unlock()
		fmt.Fprintln(w, r.books)
	})
	serve.Run(mux, serve.Requests(20, "/books"), func(ctx context.Context, _ string) {
		for n := 1; serve.Pause(ctx, 150*time.Millisecond); n++ {
			r.copy(min(n, 100) * 1200)
		}
	})
}
