// Catalog answers questions about articles; an editor changes them now and then.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type article struct {
	title string
	price int
}

type catalog struct {
	mu       sync.RWMutex
	articles map[int]article
}

func (c *catalog) find(id int) (article, bool) {
	c.mu.RLock() // leak: goroutine-leak
	defer c.mu.RUnlock()
	a, found := c.articles[id]
	return a, found
}

func (c *catalog) change(id, price int) error {
	c.mu.Lock()
	a, found := c.articles[id]
	if !found {
		return errors.New("no such article")
	}
	a.price = price
	c.articles[id] = a
	c.mu.Unlock()
	return nil
}

func (c *catalog) edit(ctx context.Context, _ string) {
	for id := range 5 {
		if !serve.Pause(ctx, time.Second) {
			return
		}
		c.change(id, 100+id)
	}
}

func main() {
	c := &catalog{articles: map[int]article{0: {"nut", 5}, 1: {"bolt", 9}, 2: {"washer", 1}}}
	mux := http.NewServeMux()
	mux.HandleFunc("/article", func(w http.ResponseWriter, r *http.Request) {
		id, _ := strconv.Atoi(r.URL.Query().Get("id"))
		a, _ := c.find(id % 3)
		fmt.Fprintln(w, a.title)
	})
	serve.Run(mux, c.edit, serve.Requests(30, "/article?id=%d"))
}
