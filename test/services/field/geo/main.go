// Geo makes a Transport for every request, and each keeps its connections.
package main

import (
	"context"
	"io"
	"net/http"
	"time"

	"leaklens.example/field/internal/serve"
)

// load: /geo?id={id} 2
// leak: goroutine-leak started in net/http.(*persistConn)

func lookUp(_ context.Context, id string) (string, error) {
	client := &http.Client{
		Timeout:   3 * time.Second,
		Transport: &http.Transport{MaxIdleConnsPerHost: 2}, // mistake: transport-per-call
	}
	answer, err := client.Get(serve.Upstream("HTTP") + "/price?id=" + id) // mistake: transport-per-call
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return string(text), err
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/geo", serve.Text(lookUp)) })
}
