// Keepalive has many clients that ask once and keep their connection.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type fleet struct {
	clients []*http.Client
}

func (f *fleet) connect(url string) error {
	client := &http.Client{Transport: &http.Transport{}}
	f.clients = append(f.clients, client)
	return f.ask(client, url)
}

func (f *fleet) ask(client *http.Client, url string) error {
	answer, err := client.Get(url)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return err
}

func main() {
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") }))
	defer api.Close()
	f := &fleet{}
	mux := http.NewServeMux()
	mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	serve.Run(mux, serve.Clients(50, 4*time.Second, "/health"), func(ctx context.Context, _ string) {
		for range 150 {
			if !serve.Pause(ctx, 80*time.Millisecond) {
				return
			}
			f.connect(api.URL)
		}
		for n := 0; serve.Pause(ctx, 50*time.Millisecond); n++ {
			f.ask(f.clients[n%len(f.clients)], api.URL)
		}
	})
}
