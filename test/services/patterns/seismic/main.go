// Seismic keeps the last minutes of what its stations feel.
package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type shake struct {
	at    time.Time
	waves []float64
}

type ring[T any] struct {
	mu    sync.Mutex
	slots []T
	next  int
}

func (r *ring[T]) push(v T) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.slots[r.next] = v
	r.next = (r.next + 1) % len(r.slots)
}

func (r *ring[T]) each(f func(T)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, v := range r.slots {
		f(v)
	}
}

type station struct {
	*ring[shake]
	noise *rand.Rand
}

func (s station) feel() {
	waves := make([]float64, 900)
	for i := range waves {
		waves[i] = s.noise.NormFloat64()
	}
	s.push(shake{at: time.Now(), waves: waves})
}

func main() {
	debug.SetGCPercent(300)
	stations := make([]station, 10)
	for i := range stations {
		stations[i] = station{ring: &ring[shake]{slots: make([]shake, 120)}, noise: rand.New(rand.NewPCG(uint64(i), 1))}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/strongest", func(w http.ResponseWriter, _ *http.Request) {
		strongest := make([]float64, 0, 16_000)
		for _, s := range stations {
			s.each(func(sh shake) {
				if len(sh.waves) > 0 {
					strongest = append(strongest, max(sh.waves[0], sh.waves[1]))
				}
			})
		}
		fmt.Fprintln(w, len(strongest))
	})
	serve.Run(mux, serve.Requests(12, "/strongest"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 17*time.Millisecond); n++ {
			stations[n%len(stations)].feel()
		}
	})
}
