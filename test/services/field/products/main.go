// Products keeps the 12,000 products that were asked for last, and is far from full for most of the first minute.
package main

import (
	"context"
	"log"
	"net/http"
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"

	"leaklens.example/field/internal/serve"
)

// load: /product?id={id} 120
// fills: a cache

type product struct{ id, text string }

var products *lru.Cache[string, *product]

func load(_ context.Context, id string) (string, error) {
	if p, known := products.Get(id); known {
		return p.id, nil
	}
	p := &product{id: id, text: strings.Repeat(id, 500)}
	products.Add(id, p)
	return p.id, nil
}

func main() {
	var err error
	if products, err = lru.New[string, *product](12_000); err != nil {
		log.Fatal(err)
	}
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/product", serve.Text(load)) })
}
