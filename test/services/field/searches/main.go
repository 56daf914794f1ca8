// Searches makes a cache for each search and does not close it.
package main

import (
	"context"
	"net/http"

	"github.com/dgraph-io/ristretto/v2"

	"leaklens.example/field/internal/serve"
)

// load: /search?id={id} 2
// leak: goroutine-leak started in github.com/dgraph-io/ristretto

func search(_ context.Context, id string) (string, error) {
	config := &ristretto.Config[string, string]{NumCounters: 1_000, MaxCost: 1 << 16, BufferItems: 8}
	seen, err := ristretto.NewCache(config) // mistake: cache-not-closed
	if err != nil {
		return "", err
	}
	seen.Set(id, "found", 1)
	return "found", nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/search", serve.Text(search)) })
}
