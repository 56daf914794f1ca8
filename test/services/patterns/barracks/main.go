// Barracks has workers with a desk each, who come one by one while the work grows in the first quarter of a minute.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type desk struct{ paper []byte }

type house struct {
	desks []*desk
	work  chan int
	done  atomic.Int64
}

func (h *house) hire() {
	d := &desk{paper: make([]byte, 256<<10)}
	h.desks = append(h.desks, d)
	go func() {
		for n := range h.work {
			copy(d.paper, fmt.Sprintf("order %d", n))
			h.done.Add(1)
		}
	}()
}

func main() {
	h := &house{work: make(chan int, 10)}
	mux := http.NewServeMux()
	mux.HandleFunc("/done", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, h.done.Load()) })
	hiring := func(ctx context.Context, _ string) {
		for len(h.desks) < 64 && serve.Pause(ctx, 250*time.Millisecond) {
			h.hire()
		}
	}
	orders := func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 3*time.Millisecond); n++ {
			select {
			case h.work <- n:
			case <-ctx.Done():
			}
		}
	}
	serve.Run(mux, hiring, orders, serve.Requests(10, "/done"))
}
