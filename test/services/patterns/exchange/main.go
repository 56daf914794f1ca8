// Exchange keeps the rates of currency pairs fresh. A pair is added when somebody asks for it.
package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type rates struct {
	mu     sync.RWMutex
	latest map[string]float64
}

func (r *rates) refresh(pair string) {
	for {
		r.mu.Lock()
		r.latest[pair] = 1 + rand.Float64()/100
		r.mu.Unlock()
		time.Sleep(1500 * time.Millisecond) // leak: goroutine-leak
	}
}

// of starts to follow the pair: a restart of the page follows it again.
func (r *rates) of(pair string) float64 {
	go r.refresh(pair) // spawn
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.latest[pair]
}

func main() {
	r := &rates{latest: make(map[string]float64)}
	pairs := []string{"EURUSD", "EURGBP", "USDJPY"}
	mux := http.NewServeMux()
	mux.HandleFunc("/rate", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "%.4f\n", r.of(pairs[rand.IntN(len(pairs))]))
	})
	serve.Run(mux, serve.Requests(3, "/rate"))
}
