// Cloakroom keeps coats as long as their owners see the play.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type coat struct {
	owner  string
	hook   int
	lining []byte
}

type cloakroom struct {
	sync.RWMutex
	coats map[string]*coat
	queue []string
}

func (c *cloakroom) hang(n int) {
	c.Lock()
	defer c.Unlock()
	ticket := fmt.Sprintf("%08x", n*2654435761)
	c.coats[ticket] = &coat{owner: fmt.Sprint("owner ", n), hook: n % 9000, lining: make([]byte, 1200)}
	c.queue = append(c.queue, ticket)
}

func (c *cloakroom) fetch() {
	c.Lock()
	defer c.Unlock()
	ticket := c.queue[0]
	c.queue = c.queue[1:]
	delete(c.coats, ticket)
}

func main() {
	c := &cloakroom{coats: make(map[string]*coat)}
	for n := range 20_000 {
		c.hang(n)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/coats", func(w http.ResponseWriter, _ *http.Request) {
		c.RLock()
		defer c.RUnlock()
		fmt.Fprintln(w, len(c.coats))
	})
	serve.Run(mux, serve.Requests(10, "/coats"), func(ctx context.Context, _ string) {
		for n := 20_000; serve.Pause(ctx, 50*time.Millisecond); n += 40 {
			for i := range 40 {
				c.hang(n + i)
				c.fetch()
			}
		}
	})
}
