// Merges gathers results in an endless channel and does not close it.
package main

import (
	"context"
	"net/http"

	"github.com/eapache/channels"

	"leaklens.example/field/internal/serve"
)

// load: /merge?id={id} 3
// leak: goroutine-leak started in github.com/eapache/channels

func merge(_ context.Context, id string) (string, error) {
	results := channels.NewInfiniteChannel() // mistake: channel-not-closed
	for range 3 {
		results.In() <- id
	}
	first := <-results.Out()
	return first.(string), nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/merge", serve.Text(merge)) })
}
