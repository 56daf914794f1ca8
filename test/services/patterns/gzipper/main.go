// Gzipper compresses answers with writers from a pool.
package main

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

var (
	writers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}
	buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	text    = strings.Repeat("all work and no play. ", 2000)
)

func answer(w http.ResponseWriter, _ *http.Request) {
	buffer := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buffer)
	buffer.Reset()
	writer := writers.Get().(*gzip.Writer)
	defer writers.Put(writer)
	writer.Reset(buffer)
	writer.Write([]byte(text))
	writer.Close()
	w.Write(buffer.Bytes())
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/text", answer)
	serve.Run(mux, serve.Requests(60, "/text"), serve.Clients(30, 700*time.Millisecond, "/text"))
}
