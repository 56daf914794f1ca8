// Payments tries again at growing intervals, and leaves the ticker when one try went well.
package main

import (
	"context"
	"net/http"

	"github.com/cenkalti/backoff/v4"

	"leaklens.example/field/internal/serve"
)

// load: /pay?id={id} 3
// leak: goroutine-leak started in github.com/cenkalti/backoff

func pay(_ context.Context, id string) (string, error) {
	tries := backoff.NewTicker(backoff.NewExponentialBackOff()) // mistake: ticker-not-stopped
	for range tries.C {
		if len(id) > 0 {
			return "paid " + id, nil
		}
	}
	return "", context.DeadlineExceeded
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/pay", serve.Text(pay)) })
}
