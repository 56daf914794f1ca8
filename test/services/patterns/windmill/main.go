// Windmill grinds sacks of grain. A foreman looks after the millers.
package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type sack struct {
	farm  string
	kilos int
}

type miller struct {
	sacks chan sack
	speed chan int
	rpm   int
	seen  atomic.Int64
	flour *atomic.Int64
}

func (m *miller) sign() { m.seen.Store(time.Now().UnixMilli()) }

func (m *miller) work() {
	for {
		select { // leak: goroutine-leak
		case s := <-m.sacks:
			m.flour.Add(int64(s.kilos))
			m.sign()
		case m.rpm = <-m.speed:
		}
	}
}

type mill struct {
	mu      sync.Mutex
	millers [8]*miller
	flour   atomic.Int64
}

func (ml *mill) hire() *miller {
	m := &miller{sacks: make(chan sack, 4), speed: make(chan int), flour: &ml.flour}
	m.sign()
	go m.work() // spawn
	return m
}

func (ml *mill) grind(s sack) {
	h := fnv.New32a()
	h.Write([]byte(s.farm))
	ml.mu.Lock()
	m := ml.millers[h.Sum32()%8]
	ml.mu.Unlock()
	m.sacks <- s
}

// inspect replaces those who have not been seen for a while.
func (ml *mill) inspect() {
	ml.mu.Lock()
	defer ml.mu.Unlock()
	now := time.Now().UnixMilli()
	for i, m := range ml.millers {
		if m == nil || now-m.seen.Load() > 1500 {
			ml.millers[i] = ml.hire()
		}
	}
}

func main() {
	ml := new(mill)
	ml.inspect()
	mux := http.NewServeMux()
	mux.HandleFunc("/flour", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, ml.flour.Load()) })
	serve.Run(mux, serve.Requests(5, "/flour"),
		func(ctx context.Context, _ string) {
			farms := []string{"north", "south", "mill lane", "upper", "brook"}
			for n := 0; serve.Pause(ctx, 60*time.Millisecond); n++ {
				ml.grind(sack{farm: farms[n%len(farms)], kilos: 20 + n%40})
			}
		},
		func(ctx context.Context, _ string) {
			for serve.Pause(ctx, 500*time.Millisecond) {
				ml.inspect()
			}
		})
}
