// Drafts gives each context its end, and each timer.
package main

import (
	"context"
	"net/http"
	"time"

	"leaklens.example/field/internal/serve"
)

// load: /draft?id={id} 40

func draft(_ context.Context, id string) (string, error) {
	ctx, cancel := context.WithTimeout(serve.Context, time.Second)
	defer cancel()
	stop := context.AfterFunc(ctx, func() {})
	defer stop()
	late := time.AfterFunc(30*time.Second, func() {})
	defer late.Stop()
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	<-ticker.C
	return "draft of " + id, nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/draft", serve.Text(draft)) })
}
