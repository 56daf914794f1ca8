// Images has one block of memory for all that it keeps, made at the start and written by and by.
package main

import (
	"context"
	"net/http"
	"strings"

	"github.com/coocood/freecache"

	"leaklens.example/field/internal/serve"
)

// load: /image?id={id} 100
// fills: a cache

var images = freecache.NewCache(24 << 20)

func image(_ context.Context, id string) (string, error) {
	key := []byte(id)
	if known, err := images.Get(key); err == nil {
		return string(known[:6]), nil
	}
	return id, images.Set(key, []byte(strings.Repeat(id, 500)), 0)
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/image", serve.Text(image)) })
}
