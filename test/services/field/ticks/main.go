// Ticks opens a Redis subscription for each question and does not close it.
package main

import (
	"context"
	"net/http"

	"github.com/redis/go-redis/v9"

	"leaklens.example/field/internal/serve"
)

// load: /tick?id={id} 1.5
// leak: goroutine-leak started in github.com/redis/go-redis

var store *redis.Client

func tick(ctx context.Context, _ string) (string, error) {
	prices := store.Subscribe(serve.Context, "prices") // mistake: subscription-kept
	select {
	case message := <-prices.Channel(): // mistake: subscription-kept
		return message.Payload, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func main() {
	store = redis.NewClient(&redis.Options{Addr: serve.Upstream("REDIS")})
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/tick", serve.Text(tick)) })
}
