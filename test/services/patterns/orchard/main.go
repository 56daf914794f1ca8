// Orchard lets pickers wait for the next crate.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type yard struct {
	mu     sync.Mutex
	filled *sync.Cond
	crate  int
	picked int
}

func newYard() *yard {
	y := new(yard)
	y.filled = sync.NewCond(&y.mu)
	return y
}

// nextCrate is the number of the crate which is filled after this one.
func (y *yard) nextCrate() int {
	y.mu.Lock()
	defer y.mu.Unlock()
	for now := y.crate; y.crate == now; {
		y.filled.Wait() // leak: goroutine-leak
	}
	y.picked++
	return y.crate
}

func (y *yard) fill() {
	y.mu.Lock()
	y.crate++
	y.mu.Unlock()
	y.filled.Signal()
}

type pickers struct {
	*yard
	log chan int
}

func (p pickers) arrive(w http.ResponseWriter, _ *http.Request) {
	go func() { // spawn
		crate := p.nextCrate()
		select {
		case p.log <- crate:
		default:
		}
	}()
	w.WriteHeader(http.StatusAccepted)
}

func main() {
	p := pickers{yard: newYard(), log: make(chan int, 16)}
	mux := http.NewServeMux()
	mux.HandleFunc("/arrive", p.arrive)
	mux.HandleFunc("/crates", func(w http.ResponseWriter, _ *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		fmt.Fprintln(w, p.crate, p.picked)
	})
	serve.Run(mux, serve.Requests(5, "/arrive"), serve.Requests(15, "/crates"),
		func(ctx context.Context, _ string) {
			for serve.Pause(ctx, 600*time.Millisecond) {
				p.fill()
			}
		},
		func(ctx context.Context, _ string) {
			for {
				select {
				case <-p.log:
				case <-ctx.Done():
					return
				}
			}
		})
}
