// Limits keeps a limiter for each client that ever came.
package main

import (
	"context"
	"errors"
	"net/http"
	"sync"

	"golang.org/x/time/rate"

	"leaklens.example/field/internal/serve"
)

// load: /visit?id={id} 60
// leak: heap-growth in golang.org/x/time/rate

type client struct {
	limiter *rate.Limiter
	history [6 << 10]byte
}

var (
	mu      sync.Mutex
	clients = map[string]*client{}
)

func visit(_ context.Context, id string) (string, error) {
	mu.Lock()
	defer mu.Unlock()
	c, known := clients[id]
	if !known {
		c = &client{limiter: rate.NewLimiter(1, 3)} // mistake: entry-never-deleted
		clients[id] = c                             // mistake: entry-never-deleted
	}
	if !c.limiter.Allow() {
		return "", errors.New("too many visits")
	}
	return "welcome", nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/visit", serve.Text(visit)) })
}
