// Stock holds the newest price of every share in a map; shares come and go, but their number stays.
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

type price struct {
	cents int
	at    time.Time
	trail [20]int
}

type stock struct {
	mu     sync.Mutex
	prices map[int]*price
	first  int
	next   int
}

func (s *stock) list() {
	s.prices[s.next] = &price{cents: rand.IntN(10_000), at: time.Now()}
	s.next++
}

func (s *stock) trade() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list()
	if len(s.prices) > 30_000 {
		delete(s.prices, s.first)
		s.first++
	}
}

func main() {
	s := &stock{prices: make(map[int]*price)}
	mux := http.NewServeMux()
	mux.HandleFunc("/shares", func(w http.ResponseWriter, _ *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		fmt.Fprintln(w, len(s.prices))
	})
	serve.Run(mux, serve.Requests(10, "/shares"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 5*time.Millisecond) {
			for range 15 {
				s.trade()
			}
		}
	})
}
