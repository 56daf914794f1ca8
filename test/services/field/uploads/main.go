// Uploads gathers what comes in, and hands it on every five seconds: the batch grows, is gone, and grows again.
package main

import (
	"context"
	"net/http"
	"sync"
	"time"

	"leaklens.example/field/internal/serve"
)

// load: /upload?id={id} 60

type upload struct {
	id   string
	body [4 << 10]byte
}

var (
	mu    sync.Mutex
	batch []*upload
)

func receive(_ context.Context, id string) (string, error) {
	mu.Lock()
	defer mu.Unlock()
	batch = append(batch, &upload{id: id})
	return "received", nil
}

func handOn() {
	ticker := time.NewTicker(5 * time.Second)
	defer ticker.Stop()
	for range ticker.C {
		mu.Lock()
		batch = nil
		mu.Unlock()
	}
}

func main() {
	go handOn()
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/upload", serve.Text(receive)) })
}
