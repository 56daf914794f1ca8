// Renders has a pool that grows to 60 workers with the load, and lets them go when they have been idle for 15 s.
package main

import (
	"context"
	"log"
	"net/http"
	"time"

	"github.com/panjf2000/ants/v2"

	"leaklens.example/field/internal/serve"
)

// load: /render?id={id} 40

var pool *ants.Pool

func render(_ context.Context, id string) (string, error) {
	done := make(chan string, 1)
	err := pool.Submit(func() {
		time.Sleep(400 * time.Millisecond)
		done <- id
	})
	if err != nil {
		return "", err
	}
	return <-done, nil
}

func main() {
	var err error
	if pool, err = ants.NewPool(60, ants.WithExpiryDuration(15*time.Second)); err != nil {
		log.Fatal(err)
	}
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/render", serve.Text(render)) })
}
