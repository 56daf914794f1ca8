// Museum knows which picture hangs in which room. The curator moves them about.
package main

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

// allowed: net/http.(*conn).serve
// allowed: net/http.(*conn).readRequest
// allowed: net/http.readRequest
// allowed: net/http.newBufioReader
// allowed: net/http.newBufioWriterSize

type plan struct {
	sync.RWMutex
	rooms map[int]string
	moves int
}

func (p *plan) picture(room int) (string, error) {
	p.RLock() // leak: goroutine-leak
	name, ok := p.rooms[room]
	if !ok {
		return "", fmt.Errorf("there is no room %d", room)
	}
	p.RUnlock()
	return name, nil
}

func (p *plan) swap(a, b int) {
	p.Lock() // also: goroutine-leak
	defer p.Unlock()
	p.rooms[a], p.rooms[b] = p.rooms[b], p.rooms[a]
	p.moves++
}

type guide struct{ *plan }

func (g guide) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.URL.Query().Get("visitor"))
	room := n % 40
	if n%61 == 60 {
		room = 99
	}
	name, err := g.picture(room)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	fmt.Fprintln(w, name)
}

func main() {
	p := &plan{rooms: make(map[int]string)}
	for room := range 40 {
		p.rooms[room] = fmt.Sprintf("Still life no. %d", room*3)
	}
	mux := http.NewServeMux()
	mux.Handle("/picture", guide{p})
	mux.HandleFunc("/hours", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "10 to 18") })
	serve.Run(mux, serve.Requests(8, "/picture?visitor=%d"), serve.Requests(12, "/hours"),
		func(ctx context.Context, _ string) {
			for n := 0; serve.Pause(ctx, 3*time.Second); n++ {
				p.swap(n%40, n*7%40)
			}
		})
}
