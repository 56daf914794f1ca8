// Seismograph writes down how the ground moves, on a roll that nobody tears off.
package main

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type roll struct {
	mu      sync.Mutex
	samples []float64
}

func (r *roll) write(at int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range 256 {
		r.samples = append(r.samples, math.Sin(float64(at*256+i)/100)) // leak: heap-growth
	}
}

func (r *roll) peak() float64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	most := 0.0
	for _, one := range r.samples[max(0, len(r.samples)-1000):] {
		most = max(most, one)
	}
	return most
}

func main() {
	r := new(roll)
	mux := http.NewServeMux()
	mux.HandleFunc("/peak", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, r.peak()) })
	serve.Run(mux, serve.Requests(10, "/peak"), func(ctx context.Context, _ string) {
		for at := 0; serve.Pause(ctx, 10*time.Millisecond); at++ {
			r.write(at)
		}
	})
}
