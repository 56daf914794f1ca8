// Previews keeps the first words of each document, and with them the whole of it.
package main

import (
	"context"
	"io"
	"net/http"
	"sync"

	"leaklens.example/field/internal/serve"
)

// load: /preview?id={id} 10
// leak: heap-growth in io.ReadAll

var (
	mu       sync.Mutex
	previews [][]byte
)

func preview(ctx context.Context, _ string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, serve.Upstream("HTTP")+"/document", nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body) // mistake: slice-keeps-whole
	if err != nil {
		return "", err
	}
	mu.Lock()
	defer mu.Unlock()
	previews = append(previews, text[:64]) // mistake: slice-keeps-whole
	return string(text[:64]), nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/preview", serve.Text(preview)) })
}
