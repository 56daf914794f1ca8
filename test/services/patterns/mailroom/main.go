// Mailroom sorts the letters of each delivery into rooms, with a few sorters per delivery.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type letter struct {
	room int
	text string
}

type mailroom struct {
	sorted  [16]atomic.Int64
	pending sync.WaitGroup
}

func (m *mailroom) sorter(letters <-chan letter) {
	for l := range letters { // leak: goroutine-leak
		m.sorted[l.room%len(m.sorted)].Add(1)
		m.pending.Done()
	}
}

func (m *mailroom) deliver(count int) {
	letters := make(chan letter, 8)
	for range 3 {
		go m.sorter(letters) // spawn
	}
	m.pending.Add(count)
	for i := range count {
		letters <- letter{room: i, text: fmt.Sprint("dear ", i)}
	}
	m.pending.Wait()
}

func (m *mailroom) deliveries(ctx context.Context, _ string) {
	for serve.Pause(ctx, 400*time.Millisecond) {
		m.deliver(40)
	}
}

func main() {
	m := &mailroom{}
	mux := http.NewServeMux()
	mux.HandleFunc("/room", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, m.sorted[0].Load()) })
	serve.Run(mux, m.deliveries, serve.Requests(5, "/room"))
}
