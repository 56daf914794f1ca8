// Telescopes stacks exposures: each observation keeps its own buffer until a second exposure has come.
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

type exposure [4096]float32

type observatory struct {
	stacked atomic.Int64
	second  sync.Map
}

func (o *observatory) observe(star int, second <-chan *exposure) {
	first := make([]exposure, 12) // held
	for i := range first {
		first[i][rand.IntN(4096)] = rand.Float32()
	}
	other := <-second // leak: goroutine-leak
	for i := range first {
		first[i][0] += other[0]
	}
	o.stacked.Add(1)
	o.second.Delete(star)
}

func (o *observatory) night(ctx context.Context, _ string) {
	for star := 0; serve.Pause(ctx, 60*time.Millisecond); star++ {
		second := make(chan *exposure, 1)
		go o.observe(star, second) // spawn
		if star%3 > 0 {
			second <- &exposure{}
		} else {
			o.second.Store(star, second)
		}
	}
}

func main() {
	o := &observatory{}
	mux := http.NewServeMux()
	mux.HandleFunc("/stacked", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, o.stacked.Load()) })
	serve.Run(mux, o.night, serve.Requests(5, "/stacked"))
}
