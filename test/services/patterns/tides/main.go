// Tides has a load that rises and falls: more callers, then fewer, and more again.
package main

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

const period = 16 * time.Second

type harbour struct {
	ships atomic.Int64
	moved atomic.Int64
}

func (h *harbour) unload(ctx context.Context) {
	h.ships.Add(1)
	defer h.ships.Add(-1)
	cargo := make([]byte, 20_000)
	select {
	case <-time.After(1500 * time.Millisecond):
		h.moved.Add(int64(len(cargo)))
	case <-ctx.Done():
	}
}

func (h *harbour) tides(ctx context.Context, _ string) {
	for start := time.Now(); serve.Pause(ctx, 100*time.Millisecond); {
		phase := 2 * math.Pi * float64(time.Since(start)) / float64(period)
		for range int(12 - 10*math.Cos(phase)) {
			go h.unload(ctx)
		}
	}
}

func main() {
	h := &harbour{}
	mux := http.NewServeMux()
	mux.HandleFunc("/ships", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, h.ships.Load(), h.moved.Load()) })
	serve.Run(mux, h.tides, serve.Requests(10, "/ships"))
}
