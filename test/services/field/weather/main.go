// Weather keeps reports for 30 s in shards whose queues grow to at most 48 MB.
package main

import (
	"context"
	"log"
	"net/http"
	"strings"
	"time"

	"github.com/allegro/bigcache/v3"

	"leaklens.example/field/internal/serve"
)

// load: /weather?id={id} 100
// fills: a cache

var reports *bigcache.BigCache

func weather(_ context.Context, id string) (string, error) {
	if known, err := reports.Get(id); err == nil {
		return string(known[:6]), nil
	}
	return id, reports.Set(id, []byte(strings.Repeat(id, 400)))
}

func main() {
	config := bigcache.DefaultConfig(30 * time.Second)
	config.Shards, config.MaxEntriesInWindow, config.HardMaxCacheSize, config.CleanWindow = 16, 500, 48, 2*time.Second
	var err error
	if reports, err = bigcache.New(serve.Context, config); err != nil {
		log.Fatal(err)
	}
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/weather", serve.Text(weather)) })
}
