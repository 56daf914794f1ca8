// Masonry takes blocks from an arena, which buys more of them until the yard is full, and never sells one.
package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

const (
	blockBytes = 256 << 10
	yard       = 60
)

type arena struct {
	mu     sync.Mutex
	free   [][]byte
	bought int
}

var errFull = errors.New("the yard is full")

func (a *arena) take() ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if last := len(a.free) - 1; last >= 0 {
		block := a.free[last]
		a.free = a.free[:last]
		return block, nil
	}
	if a.bought == yard {
		return nil, errFull
	}
	a.bought++
	return make([]byte, blockBytes), nil
}

func (a *arena) give(block []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.free = append(a.free, block)
}

func main() {
	a := new(arena)
	mux := http.NewServeMux()
	mux.HandleFunc("/build", func(w http.ResponseWriter, _ *http.Request) {
		block, err := a.take()
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		defer a.give(block)
		time.Sleep(rand.N(1200 * time.Millisecond))
		fmt.Fprintln(w, len(block))
	})
	serve.Run(mux, serve.Requests(50, "/build"))
}
