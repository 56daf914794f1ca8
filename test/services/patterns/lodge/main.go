// Lodge has guests who stay for a quarter of a minute, and a large house.
package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type guest struct {
	until   time.Time
	name    string
	luggage []byte
}

type lodge struct {
	mu     sync.Mutex
	guests map[string]*guest
	rooms  [][]byte
}

func (l *lodge) arrive(name string) {
	door := make([]byte, 100_000)
	g := &guest{until: time.Now().Add(15 * time.Second), name: name, luggage: bytes.Clone(door[:14_000])}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.guests[name] = g
}

func (l *lodge) sweep(ctx context.Context, _ string) {
	for serve.Pause(ctx, time.Second) {
		l.mu.Lock()
		for name, g := range l.guests {
			if time.Now().After(g.until) {
				delete(l.guests, name)
			}
		}
		l.mu.Unlock()
	}
}

func main() {
	l := &lodge{guests: map[string]*guest{}}
	for n := range 200 {
		l.rooms = append(l.rooms, bytes.Repeat([]byte{byte(n)}, 200_000))
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/arrive", func(w http.ResponseWriter, r *http.Request) {
		l.arrive(r.FormValue("n"))
		fmt.Fprintln(w, len(l.rooms))
	})
	serve.Run(mux, l.sweep, serve.Requests(12, "/arrive?n=%d"))
}
