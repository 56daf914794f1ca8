// Reminders looks again and again whether an appointment is due.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type appointment struct {
	id        int
	cancelled chan struct{}
	looked    int
}

type calendar struct {
	looks atomic.Int64
	added atomic.Int64
}

func (c *calendar) remind(a *appointment) {
	for {
		select { // leak: goroutine-leak
		case <-time.After(400 * time.Millisecond):
			a.looked++
			c.looks.Add(1)
		case <-a.cancelled:
			return
		}
	}
}

func (c *calendar) add(id int) *appointment {
	a := &appointment{id: id, cancelled: make(chan struct{})}
	go c.remind(a) // spawn
	c.added.Add(1)
	return a
}

func (c *calendar) day(ctx context.Context, _ string) {
	for id := 0; serve.Pause(ctx, 150*time.Millisecond); id++ {
		if a := c.add(id); id%3 == 0 {
			close(a.cancelled)
		}
	}
}

func main() {
	c := &calendar{}
	mux := http.NewServeMux()
	mux.HandleFunc("/looks", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, c.looks.Load()) })
	serve.Run(mux, c.day, serve.Requests(5, "/looks"))
}
