// Jobs makes a pool of workers for each batch and does not release it.
package main

import (
	"context"
	"net/http"

	"github.com/panjf2000/ants/v2"

	"leaklens.example/field/internal/serve"
)

// load: /batch?id={id} 2
// leak: goroutine-leak started in github.com/panjf2000/ants

func batch(_ context.Context, id string) (string, error) {
	pool, err := ants.NewPool(4) // mistake: pool-not-released
	if err != nil {
		return "", err
	}
	done := make(chan string, 1)
	if err := pool.Submit(func() { done <- id }); err != nil {
		return "", err
	}
	return <-done, nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/batch", serve.Text(batch)) })
}
