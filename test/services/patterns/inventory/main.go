// Inventory counts what is on the shelves. Stocktaking reads, deliveries write.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type shelf struct {
	mu    sync.RWMutex
	count map[string]int
}

func (s *shelf) has(name string) bool {
	s.mu.RLock()
	n, known := s.count[name]
	if !known {
		return false
	}
	s.mu.RUnlock()
	return n > 0
}

func (s *shelf) put(name string, n int) {
	s.mu.Lock() // leak: goroutine-leak
	defer s.mu.Unlock()
	s.count[name] += n
}

func delivery(names ...string) {
	s := &shelf{count: map[string]int{"nut": 1, "bolt": 2}}
	for _, name := range names {
		s.has(name)
	}
	go s.put("nut", 10) // spawn
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	serve.Run(mux, serve.Requests(20, "/health"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 80*time.Millisecond); n++ {
			if n%4 == 0 {
				delivery("nut", "rivet")
			} else {
				delivery("nut", "bolt")
			}
		}
	})
}
