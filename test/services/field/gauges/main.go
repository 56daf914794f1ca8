// Gauges starts a loop over a ticker for each client that looks, and nothing ends the loop.
package main

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/field/internal/serve"
)

// load: /gauge?id={id} 3
// leak: goroutine-leak

var level atomic.Int64

func follow() {
	for range time.NewTicker(5 * time.Second).C { // mistake: ticker-not-stopped
		level.Add(1)
	}
}

func gauge(_ context.Context, id string) (string, error) {
	go follow()
	return "level of " + id, nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/gauge", serve.Text(gauge)) })
}
