// Notifications tells everybody who is on a page what has happened on it.
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

type event struct {
	page string
	at   time.Time
}

type subscription struct {
	events chan event
	seen   atomic.Int64
}

type bus struct {
	mu          sync.Mutex
	subscribers []*subscription
}

var pages bus

func (b *bus) subscribe() *subscription {
	s := &subscription{events: make(chan event, 4)}
	b.mu.Lock()
	b.subscribers = append(b.subscribers, s)
	b.mu.Unlock()
	go s.deliver() // spawn
	return s
}

func (b *bus) publish(e event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, s := range b.subscribers {
		select {
		case s.events <- e:
		default:
		}
	}
}

func (s *subscription) deliver() {
	for range s.events { // leak: goroutine-leak
		s.seen.Add(1)
	}
}

func visit(w http.ResponseWriter, r *http.Request) {
	s := pages.subscribe()
	time.Sleep(10 * time.Millisecond)
	fmt.Fprintln(w, r.URL.Path, s.seen.Load())
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/page", visit)
	serve.Run(mux, serve.Requests(7, "/page"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 900*time.Millisecond) {
			pages.publish(event{page: "/page", at: time.Now()})
		}
	})
}
