// Articles keeps at most 64 MB of texts, and is not full before a minute is over.
package main

import (
	"context"
	"log"
	"net/http"
	"strings"

	"github.com/dgraph-io/ristretto/v2"

	"leaklens.example/field/internal/serve"
)

// load: /article?id={id} 100
// fills: a cache

var articles *ristretto.Cache[string, string]

func article(_ context.Context, id string) (string, error) {
	if text, known := articles.Get(id); known {
		return text[:6], nil
	}
	text := strings.Repeat(id, 800)
	articles.Set(id, text, int64(len(text)))
	return text[:6], nil
}

func main() {
	var err error
	config := &ristretto.Config[string, string]{NumCounters: 200_000, MaxCost: 64 << 20, BufferItems: 64}
	if articles, err = ristretto.NewCache(config); err != nil {
		log.Fatal(err)
	}
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/article", serve.Text(article)) })
}
