// Regatta starts races, in which many boats sail at the same time.
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

type boat struct {
	number int
	legs   []time.Duration
	finish chan<- int
}

func (b boat) sail() {
	for _, leg := range b.legs {
		time.Sleep(leg)
	}
	b.finish <- b.number
}

type race struct {
	mu      sync.Mutex
	results []int
}

func (rc *race) run(fleet int, r *rand.Rand) {
	finish := make(chan int)
	for n := range fleet {
		legs := make([]time.Duration, 4)
		for i := range legs {
			legs[i] = time.Duration(300+r.IntN(3200)) * time.Millisecond
		}
		go boat{number: n, legs: legs, finish: finish}.sail()
	}
	results := make([]int, 0, fleet)
	for range fleet {
		results = append(results, <-finish)
		time.Sleep(40 * time.Millisecond)
	}
	rc.mu.Lock()
	rc.results = results
	rc.mu.Unlock()
}

func main() {
	rc, r := new(race), rand.New(rand.NewPCG(8, 1))
	mux := http.NewServeMux()
	mux.HandleFunc("/winner", func(w http.ResponseWriter, _ *http.Request) {
		rc.mu.Lock()
		defer rc.mu.Unlock()
		if len(rc.results) > 0 {
			fmt.Fprintln(w, rc.results[0])
		}
	})
	serve.Run(mux, serve.Requests(5, "/winner"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 4*time.Second) {
			rc.run(90+r.IntN(60), r)
		}
	})
}
