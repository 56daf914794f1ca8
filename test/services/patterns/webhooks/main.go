// Webhooks calls the addresses that customers have left, and tries again when a call fails.
package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type hook struct {
	customer int
	attempts int
}

type sender struct {
	sent atomic.Int64
}

func (s *sender) call(h *hook) error {
	h.attempts++
	time.Sleep(rand.N(4 * time.Millisecond))
	if h.customer%6 == 0 {
		return errors.New("410 gone")
	}
	return nil
}

// deliver returns the function that waits for the hook to be called.
func (s *sender) deliver(h *hook) func() error {
	outcome := make(chan error)
	retry := make(chan *hook)
	attempt := func(h *hook) {
		if err := s.call(h); err != nil && h.attempts < 3 {
			func() {
				retry <- h // leak: goroutine-leak
			}()
			return
		}
		s.sent.Add(1)
		outcome <- nil // also: goroutine-leak
	}
	go attempt(h) // spawn
	return func() error {
		select {
		case err := <-outcome:
			return err
		case <-time.After(50 * time.Millisecond):
			return errors.New("not delivered")
		}
	}
}

func (s *sender) events(ctx context.Context, _ string) {
	for n := 0; serve.Pause(ctx, 70*time.Millisecond); n++ {
		s.deliver(&hook{customer: n})()
	}
}

func main() {
	s := &sender{}
	mux := http.NewServeMux()
	mux.HandleFunc("/sent", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, s.sent.Load()) })
	serve.Run(mux, s.events, serve.Requests(5, "/sent"))
}
