// Pgpool opens connections to a database when they are needed, up to a limit, and keeps them.
package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type conn struct {
	requests chan chan int
	buffer   []byte
}

type pool struct {
	mu    sync.Mutex
	free  []*conn
	slots chan struct{}
	open  int
}

func (c *conn) serve() {
	for reply := range c.requests {
		time.Sleep(rand.N(30 * time.Millisecond))
		reply <- len(c.buffer)
	}
}

func (p *pool) acquire() *conn {
	p.slots <- struct{}{}
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.free); n > 0 {
		c := p.free[n-1]
		p.free = p.free[:n-1]
		return c
	}
	p.open++
	c := &conn{requests: make(chan chan int), buffer: make([]byte, 64<<10)}
	go c.serve()
	return c
}

func (p *pool) release(c *conn) {
	p.mu.Lock()
	p.free = append(p.free, c)
	p.mu.Unlock()
	<-p.slots
}

func (p *pool) query() int {
	c := p.acquire()
	defer p.release(c)
	reply := make(chan int)
	c.requests <- reply
	return <-reply
}

func main() {
	p := &pool{slots: make(chan struct{}, 80)}
	mux := http.NewServeMux()
	mux.HandleFunc("/query", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, p.query()) })
	serve.Run(mux, serve.Requests(20, "/query"), func(ctx context.Context, _ string) {
		for load := 1; serve.Pause(ctx, 300*time.Millisecond); load++ {
			for range min(load, 80) {
				go p.query()
			}
		}
	})
}
