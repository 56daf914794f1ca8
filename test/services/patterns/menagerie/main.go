// Menagerie counts animals which pass its gates, a herd at a time.
package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type passage struct {
	gate  int32
	count int32
	first int64
	marks [10]uint64
}

type gates struct {
	mu    sync.Mutex
	byTag map[uint64]passage
	total int
}

func (g *gates) enter(herd []uint64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for n, tag := range herd {
		g.byTag[tag] = passage{gate: int32(n % 4), count: 1, first: int64(n)} // leak: map-capacity
	}
}

func (g *gates) leave(herd []uint64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, tag := range herd {
		g.total += int(g.byTag[tag].count)
		delete(g.byTag, tag)
	}
}

func main() {
	g := &gates{byTag: make(map[uint64]passage)}
	tags := rand.New(rand.NewPCG(20, 26))
	mux := http.NewServeMux()
	mux.HandleFunc("/passed", func(w http.ResponseWriter, _ *http.Request) {
		g.mu.Lock()
		defer g.mu.Unlock()
		fmt.Fprintln(w, g.total, len(g.byTag))
	})
	serve.Run(mux, serve.Requests(9, "/passed"), func(ctx context.Context, _ string) {
		for size := 8000; serve.Pause(ctx, 3*time.Second); size += 8000 {
			herd := make([]uint64, size)
			for i := range herd {
				herd[i] = tags.Uint64()
			}
			g.enter(herd)
			serve.Pause(ctx, 200*time.Millisecond)
			g.leave(herd)
		}
	})
}
