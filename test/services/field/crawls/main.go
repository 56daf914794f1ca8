// Crawls takes a place among 20 for each page, and does not give it back where the page is empty.
package main

import (
	"context"
	"net/http"
	"strings"
	"time"

	"golang.org/x/sync/semaphore"

	"leaklens.example/field/internal/serve"
)

// load: /crawl?id={id} 8
// leak: goroutine-leak in golang.org/x/sync/semaphore

var places = semaphore.NewWeighted(20)

func crawl(id string) {
	if places.Acquire(serve.Context, 1) != nil { // mistake: lock-not-released
		return
	}
	if strings.HasSuffix(id, "5") {
		return
	}
	time.Sleep(20 * time.Millisecond)
	places.Release(1)
}

func page(_ context.Context, id string) (string, error) {
	go crawl(id)
	return "soon", nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/crawl", serve.Text(page)) })
}
