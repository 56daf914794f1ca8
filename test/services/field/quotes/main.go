// Quotes subscribes for each question, and stays subscribed.
package main

import (
	"context"
	"log"
	"net/http"

	"github.com/nats-io/nats.go"

	"leaklens.example/field/internal/serve"
)

// load: /quote?id={id} 2
// quiet: 20s to 42s
// leak: goroutine-leak started in github.com/nats-io/nats.go

var bus *nats.Conn

func quote(ctx context.Context, _ string) (string, error) {
	first := make(chan string, 1)
	_, err := bus.Subscribe("prices", func(m *nats.Msg) { // mistake: subscription-kept
		select {
		case first <- string(m.Data):
		default:
		}
	})
	if err != nil {
		return "", err
	}
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
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/quote", serve.Text(quote)) })
}
