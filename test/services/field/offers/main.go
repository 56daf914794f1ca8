// Offers keeps an offer for 35 s and at most 50,000 of them, in one cache that forgets by itself.
package main

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/jellydator/ttlcache/v3"

	"leaklens.example/field/internal/serve"
)

// load: /offer?id={id} 80
// fills: a cache

var offers = ttlcache.New(ttlcache.WithTTL[string, string](35*time.Second), ttlcache.WithCapacity[string, string](50_000))

func offer(_ context.Context, id string) (string, error) {
	if known := offers.Get(id); known != nil {
		return known.Value()[:6], nil
	}
	text := strings.Repeat(id, 500)
	offers.Set(id, text, ttlcache.DefaultTTL)
	return text[:6], nil
}

func main() {
	go offers.Start()
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/offer", serve.Text(offer)) })
}
