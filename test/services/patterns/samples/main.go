// Samples records measurements, one value after another, for a chart that shows the last minute.
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

type sample struct {
	at    int64
	value float64
	flags uint64
}

type series struct {
	mu     sync.Mutex
	points []sample
}

func (s *series) record(value float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.points = append(s.points, sample{at: time.Now().UnixNano(), value: value}) // leak: heap-growth
}

func (s *series) chart(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range s.points[max(0, len(s.points)-600):] {
		low, high = min(low, p.value), max(high, p.value)
	}
	fmt.Fprintf(w, "%.2f to %.2f\n", low, high)
}

func main() {
	s := &series{}
	mux := http.NewServeMux()
	mux.HandleFunc("/chart", s.chart)
	serve.Run(mux, serve.Requests(20, "/chart"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 5*time.Millisecond); n++ {
			for i := range 300 {
				s.record(math.Sin(float64(n*300+i) / 1e4))
			}
		}
	})
}
