// Foundry casts bells: every few seconds a batch of drafts comes in, and the first one that sounds right is cast.
package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type draft struct{ height, width float64 }

type bell struct {
	draft
	hertz float64
}

func weigh(d draft) bell   { return bell{draft: d, hertz: 9000 / (d.height * math.Sqrt(d.width))} }
func round(b bell) float64 { return math.Round(b.hertz) }

func drafts(r *rand.Rand) []draft {
	all := make([]draft, 24)
	for i := range all {
		all[i] = draft{height: 1 + r.Float64()*4, width: 1 + r.Float64()*3}
	}
	return all
}

type foundry struct {
	cast, measured atomic.Int64
	rand           *rand.Rand
}

func (f *foundry) batch() {
	for range 8 {
		tones := apply(apply(emit(drafts(f.rand)), weigh), round)
		if _, ok := find(tones, func(hz float64) bool { return hz < 4000 }); ok {
			f.cast.Add(1)
		}
	}
	f.measured.Add(int64(count(apply(emit(drafts(f.rand)), weigh))))
}

func main() {
	f := &foundry{rand: rand.New(rand.NewPCG(7, 11))}
	mux := http.NewServeMux()
	mux.HandleFunc("/cast", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, f.cast.Load(), f.measured.Load()) })
	serve.Run(mux, serve.Requests(12, "/cast"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 4*time.Second) {
			f.batch()
		}
	})
}
