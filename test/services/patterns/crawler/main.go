// Crawler checks the links of pages, with a fresh client for each page so that cookies do not mix.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

// also: net/http.(*persistConn).readLoop
// also: net/http.(*persistConn).writeLoop
// allowed: net/http.(*conn).serve

type crawler struct {
	checked atomic.Int64
}

func (c *crawler) check(url string) error {
	client := &http.Client{Transport: &http.Transport{}, Timeout: time.Second} // leak: goroutine-leak
	answer, err := client.Get(url)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	c.checked.Add(1)
	return err
}

func main() {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "<html>") }))
	defer site.Close()
	c := &crawler{}
	mux := http.NewServeMux()
	mux.HandleFunc("/checked", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, c.checked.Load()) })
	serve.Run(mux, serve.Requests(3, "/checked"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 120*time.Millisecond) {
			c.check(site.URL)
		}
	})
}
