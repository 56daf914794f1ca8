// Sessions forgets a session after 40 s, so that it grows for as long.
package main

import (
	"context"
	"net/http"
	"time"

	"github.com/patrickmn/go-cache"

	"leaklens.example/field/internal/serve"
)

// load: /enter?id={id} 80
// quiet: 15s to 30s
// fills: a cache

type session struct {
	user string
	data [3 << 10]byte
}

var sessions = cache.New(40*time.Second, 5*time.Second)

func enter(_ context.Context, id string) (string, error) {
	sessions.SetDefault(id, &session{user: id})
	return "welcome", nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/enter", serve.Text(enter)) })
}
