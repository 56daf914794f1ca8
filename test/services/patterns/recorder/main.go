// Recorder keeps the last minutes of sound in a ring, and copies out what an editor asks for.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type block struct {
	at      time.Time
	samples []int16
}

type ring struct {
	mu     sync.Mutex
	blocks [1200]*block
	next   int
}

func (r *ring) record(n int) {
	b := &block{at: time.Now(), samples: make([]int16, 8000)}
	for i := range b.samples {
		b.samples[i] = int16(i * n)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.blocks[r.next%len(r.blocks)] = b
	r.next++
}

func (r *ring) last(count int) (samples []int16) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := max(0, r.next-count); i < r.next; i++ {
		samples = append(samples, r.blocks[i%len(r.blocks)].samples...)
	}
	return samples
}

func main() {
	r := &ring{}
	mux := http.NewServeMux()
	mux.HandleFunc("/last", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, len(r.last(20))) })
	serve.Run(mux, serve.Requests(6, "/last"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 15*time.Millisecond); n++ {
			r.record(n)
		}
	})
}
