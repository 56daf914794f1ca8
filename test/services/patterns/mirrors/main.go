// Mirrors fetches a package from the fastest of three mirrors.
package main

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type mirror struct {
	name    string
	latency time.Duration
	served  atomic.Int64
}

func (m *mirror) fetch(name string) []byte {
	time.Sleep(m.latency + rand.N(5*time.Millisecond))
	m.served.Add(1)
	sum := sha256.Sum256([]byte(m.name + name))
	return sum[:]
}

type client struct {
	mirrors []*mirror
}

func (c *client) fastest(name string) []byte {
	bodies := make(chan []byte)
	for _, m := range c.mirrors {
		go c.download(m, name, bodies) // spawn
	}
	return <-bodies
}

func (c *client) download(m *mirror, name string, bodies chan<- []byte) {
	body := m.fetch(name)
	bodies <- body // leak: goroutine-leak
}

func main() {
	c := &client{mirrors: []*mirror{
		{name: "eu", latency: 2 * time.Millisecond},
		{name: "us", latency: 8 * time.Millisecond},
		{name: "ap", latency: 15 * time.Millisecond},
	}}
	mux := http.NewServeMux()
	mux.HandleFunc("/package", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%x\n", c.fastest(r.URL.Query().Get("name")))
	})
	serve.Run(mux, serve.Requests(15, "/package?name=p%d"))
}
