// Maps has one client with its Transport, reads every body to its end and closes it.
package main

import (
	"context"
	"io"
	"net/http"
	"time"

	"leaklens.example/field/internal/serve"
)

// load: /map?id={id} 12

var client = &http.Client{Timeout: 3 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 16, IdleConnTimeout: 20 * time.Second}}

func find(ctx context.Context, id string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, serve.Upstream("HTTP")+"/slow?id="+id, nil)
	if err != nil {
		return "", err
	}
	answer, err := client.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return string(text), err
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/map", serve.Text(find)) })
}
