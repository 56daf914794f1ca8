// Tavern lets guests listen to the songs that are played while they are there.
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

type song struct {
	name  string
	verse []string
}

type room struct {
	mu     sync.RWMutex
	guests map[chan song]struct{}
	heard  atomic.Int64
}

func (r *room) enter() (songs <-chan song, leave func()) {
	seat := make(chan song, 16)
	r.mu.Lock()
	r.guests[seat] = struct{}{}
	r.mu.Unlock()
	return seat, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.guests, seat)
		close(seat)
	}
}

func (r *room) play(s song) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for seat := range r.guests {
		select {
		case seat <- s:
		default:
		}
	}
}

func (r *room) visit(stay time.Duration) {
	songs, leave := r.enter()
	time.AfterFunc(stay, leave)
	var notes []string
	for s := range songs {
		notes = append(notes, s.name)
		notes = append(notes, s.verse...)
	}
	r.heard.Add(int64(len(notes)))
}

func main() {
	r := &room{guests: make(map[chan song]struct{})}
	g := rand.New(rand.NewPCG(6, 60))
	mux := http.NewServeMux()
	mux.HandleFunc("/heard", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, r.heard.Load()) })
	serve.Run(mux, serve.Requests(7, "/heard"),
		func(ctx context.Context, _ string) {
			for serve.Pause(ctx, 90*time.Millisecond) {
				go r.visit(time.Duration(500+g.IntN(12_000)) * time.Millisecond)
			}
		},
		func(ctx context.Context, _ string) {
			for n := 0; serve.Pause(ctx, 400*time.Millisecond); n++ {
				r.play(song{name: fmt.Sprint("Song ", n), verse: []string{"la", "lala"}})
			}
		})
}
