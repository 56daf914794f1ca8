// Tariffs asks three carriers and takes the first answer; the other two cannot hand over theirs.
package main

import (
	"context"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"leaklens.example/field/internal/serve"
)

// load: /tariff?id={id} 3
// leak: goroutine-leak

func cheapest(ctx context.Context, id string) (string, error) {
	answers := make(chan string)
	carriers, ctx := errgroup.WithContext(ctx)
	for carrier := range 3 {
		carriers.Go(func() error {
			time.Sleep(time.Duration(carrier) * time.Millisecond)
			answers <- id // mistake: send-without-receiver
			return nil
		})
	}
	select {
	case first := <-answers:
		return first, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/tariff", serve.Text(cheapest)) })
}
