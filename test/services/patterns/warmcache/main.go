// Warmcache loads articles when they are asked for first. After a while it has them all.
package main

import (
	"fmt"
	"net/http"
	"strconv"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

const articles = 1500

type cache struct {
	mu      sync.Mutex
	entries map[int][]byte
}

func load(id int) []byte {
	body := make([]byte, 40_000)
	for i := range body {
		body[i] = byte(i * id)
	}
	return body
}

func (c *cache) get(id int) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if body, hit := c.entries[id]; hit {
		return body
	}
	body := load(id)
	c.entries[id] = body
	return body
}

func main() {
	c := &cache{entries: make(map[int][]byte)}
	mux := http.NewServeMux()
	mux.HandleFunc("/article", func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.Query().Get("n"))
		w.Write(c.get(n % articles))
	})
	mux.HandleFunc("/size", func(w http.ResponseWriter, _ *http.Request) {
		c.mu.Lock()
		defer c.mu.Unlock()
		fmt.Fprintln(w, len(c.entries))
	})
	serve.Run(mux, serve.Requests(75, "/article?n=%d"), serve.Requests(5, "/size"))
}
