// Backlog queues documents for a search index that cannot keep up.
package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type document struct {
	id    int
	words [600]uint32
}

type indexer struct {
	queue   chan *document
	indexed atomic.Int64
}

func (x *indexer) work() {
	for d := range x.queue {
		time.Sleep(8 * time.Millisecond)
		x.indexed.Add(int64(len(d.words)))
	}
}

func (x *indexer) submit(id int, text string) {
	d := &document{id: id} // leak: heap-growth
	for i, word := range strings.Fields(text) {
		d.words[i%len(d.words)] = uint32(len(word))
	}
	x.queue <- d
}

func main() {
	x := &indexer{queue: make(chan *document, 1_000_000)}
	go x.work()
	mux := http.NewServeMux()
	mux.HandleFunc("/queue", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, len(x.queue), x.indexed.Load()) })
	serve.Run(mux, serve.Requests(10, "/queue"), func(ctx context.Context, _ string) {
		for id := 0; serve.Pause(ctx, 10*time.Millisecond); {
			for range 8 {
				x.submit(id, "the quick brown fox jumps over the lazy dog")
				id++
			}
		}
	})
}
