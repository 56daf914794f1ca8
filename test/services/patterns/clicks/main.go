// Clicks counts what visitors click on.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type click struct {
	visitor, x, y int
}

type heatmap struct {
	mu    sync.Mutex
	cells [64][64]int
	total atomic.Int64
}

func (h *heatmap) add(c click, counted chan<- bool) {
	h.mu.Lock()
	h.cells[c.x%64][c.y%64]++
	h.mu.Unlock()
	h.total.Add(1)
	counted <- true // leak: goroutine-leak
}

func (h *heatmap) visitors(ctx context.Context, _ string) {
	for n := 0; ctx.Err() == nil; n++ {
		counted := make(chan bool)
		go h.add(click{visitor: n, x: n * 7, y: n * 13}, counted) // spawn
		time.Sleep(4 * time.Millisecond)
		if n%5 == 0 {
			<-counted
		}
	}
}

func main() {
	h := &heatmap{}
	mux := http.NewServeMux()
	mux.HandleFunc("/total", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, h.total.Load()) })
	serve.Run(mux, h.visitors, serve.Requests(5, "/total"))
}
