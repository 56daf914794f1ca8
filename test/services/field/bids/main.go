// Bids subscribes for each question, and unsubscribes when it has the answer.
package main

import (
	"context"
	"log"
	"net/http"

	"github.com/nats-io/nats.go"

	"leaklens.example/field/internal/serve"
)

// load: /bid?id={id} 6

var bus *nats.Conn

func bid(ctx context.Context, _ string) (string, error) {
	first := make(chan string, 1)
	prices, err := bus.Subscribe("prices", func(m *nats.Msg) {
		select {
		case first <- string(m.Data):
		default:
		}
	})
	if err != nil {
		return "", err
	}
	defer prices.Unsubscribe()
	select {
	case price := <-first:
		return price, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func main() {
	var err error
	if bus, err = nats.Connect(serve.Upstream("NATS")); err != nil {
		log.Fatal(err)
	}
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/bid", serve.Text(bid)) })
}
