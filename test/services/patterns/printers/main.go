// Printers share a queue of documents; a printer without work waits until one arrives.
package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type document struct {
	pages   int
	mu      sync.Mutex
	arrived *sync.Cond
}

func newDocument(pages int) *document {
	doc := &document{pages: pages}
	doc.arrived = sync.NewCond(&doc.mu)
	return doc
}

type desk struct {
	printed atomic.Int64
}

func (d *desk) print(doc *document) {
	time.Sleep(rand.N(3 * time.Millisecond)) // warms up
	doc.mu.Lock()
	defer doc.mu.Unlock()
	doc.arrived.Wait() // leak: goroutine-leak
	d.printed.Add(int64(doc.pages))
}

// prepare says that the document has arrived, whether or not somebody waits already.
func (d *desk) prepare(doc *document) {
	time.Sleep(rand.N(9 * time.Millisecond))
	doc.arrived.Signal()
}

func (d *desk) day(ctx context.Context, _ string) {
	for serve.Pause(ctx, 300*time.Millisecond) {
		for pages := range 4 {
			doc := newDocument(pages)
			go d.print(doc) // spawn
			go d.prepare(doc)
		}
	}
}

func main() {
	d := &desk{}
	mux := http.NewServeMux()
	mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	serve.Run(mux, d.day, serve.Requests(10, "/health"))
}
