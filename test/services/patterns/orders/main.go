// Orders come in rushes. Each is confirmed by the warehouse, except where the customer withdraws.
package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type order struct {
	id        int
	confirmed chan struct{}
}

type shop struct {
	done atomic.Int64
}

func (s *shop) process(o *order) {
	time.Sleep(rand.N(2 * time.Second))
	<-o.confirmed // leak: goroutine-leak
	s.done.Add(1)
}

func (s *shop) rush(count int) {
	var open sync.WaitGroup
	for id := range count {
		o := &order{id: id, confirmed: make(chan struct{})}
		go s.process(o) // spawn
		if id%40 == 39 {
			continue
		}
		open.Go(func() {
			time.Sleep(rand.N(2500 * time.Millisecond))
			close(o.confirmed)
		})
	}
	open.Wait()
}

func main() {
	s := &shop{}
	mux := http.NewServeMux()
	mux.HandleFunc("/done", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, s.done.Load()) })
	serve.Run(mux, serve.Requests(5, "/done"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 5*time.Second) {
			s.rush(400)
		}
	})
}
