// Stocks reads Redis subscriptions and closes each.
package main

import (
	"context"
	"net/http"

	"github.com/redis/go-redis/v9"

	"leaklens.example/field/internal/serve"
)

// load: /stock?id={id} 4

var store *redis.Client

func stock(ctx context.Context, _ string) (string, error) {
	prices := store.Subscribe(serve.Context, "prices")
	defer prices.Close()
	select {
	case message := <-prices.Channel():
		return message.Payload, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func main() {
	store = redis.NewClient(&redis.Options{Addr: serve.Upstream("REDIS")})
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/stock", serve.Text(stock)) })
}
