// Heartbeats pings every device that has registered, until the device goes away.
package main

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type device struct {
	id   string
	gone chan struct{}
	beat atomic.Int64
}

type monitor struct {
	beats atomic.Int64
}

func (m *monitor) watch(d *device) {
	ticker := time.NewTicker(700 * time.Millisecond)
	defer ticker.Stop()
	for {
		select { // leak: goroutine-leak
		case <-ticker.C:
			d.beat.Add(1)
			m.beats.Add(1)
		case <-d.gone:
			return
		}
	}
}

func (m *monitor) register(w http.ResponseWriter, r *http.Request) {
	d := &device{id: r.URL.Query().Get("id"), gone: make(chan struct{})}
	go m.watch(d) // spawn
	fmt.Fprintln(w, "registered", d.id)
}

// leave is what a device calls when it is switched off. Most are simply unplugged.
func (m *monitor) leave(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprintln(w, "bye after", m.beats.Load())
}

func main() {
	m := &monitor{}
	mux := http.NewServeMux()
	mux.HandleFunc("/register", m.register)
	mux.HandleFunc("/leave", m.leave)
	serve.Run(mux, serve.Requests(4, "/register?id=%d"), serve.Requests(1, "/leave"))
}
