// Fares takes the first of three answers; there is room for the others.
package main

import (
	"context"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"leaklens.example/field/internal/serve"
)

// load: /fare?id={id} 20

func fare(ctx context.Context, id string) (string, error) {
	answers := make(chan string, 3)
	carriers, ctx := errgroup.WithContext(ctx)
	for carrier := range 3 {
		carriers.Go(func() error {
			time.Sleep(time.Duration(carrier*40) * time.Millisecond)
			answers <- id
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
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/fare", serve.Text(fare)) })
}
