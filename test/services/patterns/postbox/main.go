// Postbox tells people when there is mail. They wait for it.
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

type postbox struct {
	mu      sync.Mutex
	waiting map[int][]chan string
	hold    time.Duration
}

func (p *postbox) mail(ctx context.Context, street int) (string, bool) {
	ctx, cancel := context.WithTimeout(ctx, p.hold)
	defer cancel()
	came := make(chan string, 1)
	p.mu.Lock()
	p.waiting[street] = append(p.waiting[street], came)
	p.mu.Unlock()
	select {
	case letter := <-came:
		return letter, true
	case <-ctx.Done():
		p.forget(street, came)
		return "", false
	}
}

func (p *postbox) forget(street int, came chan string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, c := range p.waiting[street] {
		if c == came {
			p.waiting[street] = append(p.waiting[street][:i], p.waiting[street][i+1:]...)
			return
		}
	}
}

func (p *postbox) round(ctx context.Context, _ string) {
	for street := 0; serve.Pause(ctx, 700*time.Millisecond); street = (street + 1) % 20 {
		p.mu.Lock()
		for _, came := range p.waiting[street] {
			came <- fmt.Sprint("a letter for street ", street)
		}
		delete(p.waiting, street)
		p.mu.Unlock()
	}
}

func main() {
	p := &postbox{waiting: make(map[int][]chan string), hold: 9 * time.Second}
	mux := http.NewServeMux()
	mux.HandleFunc("/mail", func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.FormValue("who"))
		letter, ok := p.mail(r.Context(), n%20)
		if !ok {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		fmt.Fprintln(w, letter)
	})
	serve.Run(mux, serve.Clients(70, 6*time.Second, "/mail?who=%d"), p.round)
}
