// Votes makes a cache for each poll and does not close it.
package main

import (
	"context"
	"net/http"
	"time"

	"github.com/allegro/bigcache/v3"

	"leaklens.example/field/internal/serve"
)

// load: /vote?id={id} 2
// leak: goroutine-leak started in github.com/allegro/bigcache

var config = bigcache.Config{Shards: 2, LifeWindow: time.Minute, CleanWindow: time.Second, MaxEntriesInWindow: 16, MaxEntrySize: 64}

func vote(_ context.Context, id string) (string, error) {
	votes, err := bigcache.New(serve.Context, config) // mistake: cache-not-closed
	if err != nil {
		return "", err
	}
	return "counted", votes.Set(id, []byte("yes"))
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/vote", serve.Text(vote)) })
}
