// Stories holds a request until there is news, for at most 3 s, and fills its buffers from a pool.
package main

import (
	"bytes"
	"context"
	"net/http"
	"sync"
	"time"

	"leaklens.example/field/internal/serve"
)

// load: /story?id={id} 6

var buffers = sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, 32<<10)) }}

func story(ctx context.Context, id string) (string, error) {
	text := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(text)
	text.Reset()
	text.WriteString(id)
	select {
	case <-time.After(3 * time.Second):
	case <-ctx.Done():
	}
	return text.String(), nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/story", serve.Text(story)) })
}
