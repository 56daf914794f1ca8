package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

const workers = 8

// A shop renders items in its workers, and keeps what they have rendered in a cache.
type shop struct {
	cache    *cache
	jobs     chan job
	requests atomic.Int64

	mu      sync.Mutex
	history []int64 // requests of each of the last 60 seconds
}

type job struct {
	id       string
	rendered chan []byte
}

func newShop(entries int) *shop {
	return &shop{cache: newCache(entries), jobs: make(chan job)}
}

func (s *shop) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/item", s.item)
	mux.HandleFunc("/news", s.news)
	mux.HandleFunc("/report", s.report)
	return mux
}

// work renders items, one at a time.
func (s *shop) work() {
	for j := range s.jobs {
		text := make([]byte, 4096)
		copy(text, fmt.Sprintf("item %s, as good as new", j.id))
		j.rendered <- text
	}
}

// item answers from the cache, or has the item rendered.
func (s *shop) item(w http.ResponseWriter, r *http.Request) {
	s.requests.Add(1)
	id := r.URL.Query().Get("id")
	text, ok := s.cache.get(id)
	if !ok {
		j := job{id: id, rendered: make(chan []byte, 1)}
		s.jobs <- j
		text = <-j.rendered
		s.cache.put(id, text)
	}
	w.Write(text)
}

// news is a long poll: there are none, so it answers late.
func (s *shop) news(w http.ResponseWriter, r *http.Request) {
	select {
	case <-time.After(5 * time.Second):
		w.WriteHeader(http.StatusNoContent)
	case <-r.Context().Done():
	}
}

// report asks 50 departments at the same time, and waits for all of them.
func (s *shop) report(w http.ResponseWriter, _ *http.Request) {
	figures := make(chan int, 50)
	for i := 0; i < cap(figures); i++ {
		go ask(i, figures)
	}
	total := 0
	for i := 0; i < cap(figures); i++ {
		total += <-figures
	}
	fmt.Fprintln(w, total)
}

func ask(department int, figures chan<- int) {
	time.Sleep(500 * time.Millisecond)
	figures <- department
}

// measure notes how many requests each second has seen.
func (s *shop) measure(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			s.mu.Lock()
			if s.history = append(s.history, s.requests.Swap(0)); len(s.history) > 60 {
				s.history = append([]int64(nil), s.history[1:]...)
			}
			s.mu.Unlock()
		case <-ctx.Done():
			return
		}
	}
}
