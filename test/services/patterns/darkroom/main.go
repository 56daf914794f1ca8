// Darkroom develops negatives and keeps each of them, in case somebody wants another print.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type room struct {
	mu        sync.Mutex
	negatives []*negative
	prints    int
}

type negative struct {
	film  int
	grain []byte
}

func (r *room) develop(film int) *negative {
	n := &negative{film: film, grain: make([]byte, 900_000)} // leak: heap-growth
	for i := 0; i < len(n.grain); i += 4096 {
		n.grain[i] = byte(film)
	}
	return n
}

func (r *room) print(film int) {
	n := r.develop(film)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.negatives = append(r.negatives, n)
	r.prints++
}

func main() {
	r := new(room)
	mux := http.NewServeMux()
	mux.HandleFunc("/prints", func(w http.ResponseWriter, _ *http.Request) {
		r.mu.Lock()
		defer r.mu.Unlock()
		fmt.Fprintln(w, r.prints)
	})
	serve.Run(mux, serve.Requests(20, "/prints"), func(ctx context.Context, _ string) {
		for film := 0; serve.Pause(ctx, 2*time.Second); film++ {
			r.print(film)
		}
	})
}
