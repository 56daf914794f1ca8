// Gatherer sums up the numbers of many shards, a group of goroutines for each question.
package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

// A group runs functions and knows the first of their errors.
type group struct {
	running sync.WaitGroup
	once    sync.Once
	err     error
	cancel  context.CancelFunc
}

func (g *group) run(f func() error) {
	g.running.Add(1)
	go func() {
		defer g.running.Done()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				g.cancel()
			})
		}
	}()
}

func shard(ctx context.Context, id int) (int, error) {
	select {
	case <-time.After(rand.N(10 * time.Millisecond)):
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	if rand.IntN(20) == 0 {
		return 0, errors.New("shard is down")
	}
	return id * 10, nil
}

func sum(parent context.Context) (total int, err error) {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	g := &group{cancel: cancel}
	parts := make(chan int)
	for id := range 6 {
		g.run(func() error {
			part, err := shard(ctx, id)
			if err != nil {
				return err
			}
			parts <- part // leak: goroutine-leak
			return nil
		})
	}
	go func() {
		g.running.Wait() // leak: goroutine-leak
		close(parts)
	}()
	for {
		select {
		case part, open := <-parts:
			if !open {
				return total, g.err
			}
			total += part
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/sum", func(w http.ResponseWriter, r *http.Request) {
		total, err := sum(r.Context())
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		fmt.Fprintln(w, total)
	})
	serve.Run(mux, serve.Requests(25, "/sum"))
}
