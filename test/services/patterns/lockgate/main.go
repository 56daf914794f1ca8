// Lockgate lets barges through, so many per second and no more.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type barge struct {
	name  string
	cargo []int64
}

// A canal has a basin in which barges wait. When it is full, the others wait before it.
type canal struct {
	basin chan *barge
	mu    sync.Mutex
	tons  map[string]int64
}

func (c *canal) enter(b *barge) { c.basin <- b }

func (c *canal) operate(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		b := <-c.basin
		c.mu.Lock()
		c.tons[b.name] += b.cargo[0]
		c.mu.Unlock()
	}
}

type skipper struct {
	name  string
	canal *canal
}

func (s skipper) sail(ctx context.Context) {
	for serve.Pause(ctx, 300*time.Millisecond) {
		b := &barge{name: s.name, cargo: make([]int64, 6000)}
		for i := range b.cargo {
			b.cargo[i] = int64(i%17) + 1
		}
		s.canal.enter(b)
	}
}

func main() {
	c := &canal{basin: make(chan *barge, 100), tons: make(map[string]int64)}
	mux := http.NewServeMux()
	mux.HandleFunc("/tons", func(w http.ResponseWriter, _ *http.Request) {
		c.mu.Lock()
		defer c.mu.Unlock()
		fmt.Fprintln(w, len(c.tons))
	})
	serve.Run(mux, serve.Requests(5, "/tons"), func(ctx context.Context, _ string) {
		go c.operate(ctx, 40*time.Millisecond)
		for n := range 45 {
			go skipper{name: fmt.Sprint("skipper ", n), canal: c}.sail(ctx)
			serve.Pause(ctx, 150*time.Millisecond)
		}
	})
}
