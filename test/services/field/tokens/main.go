// Tokens makes a cache for each login, with a goroutine that forgets what is old, and never stops it.
package main

import (
	"context"
	"net/http"
	"time"

	"github.com/jellydator/ttlcache/v3"

	"leaklens.example/field/internal/serve"
)

// load: /login?id={id} 3
// leak: goroutine-leak started in github.com/jellydator/ttlcache

func login(_ context.Context, id string) (string, error) {
	tokens := ttlcache.New(ttlcache.WithTTL[string, string](time.Minute)) // mistake: cache-not-closed
	go tokens.Start()                                                     // mistake: cache-not-closed
	tokens.Set(id, "token of "+id, ttlcache.DefaultTTL)
	return tokens.Get(id).Value(), nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/login", serve.Text(login)) })
}
