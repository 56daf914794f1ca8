// Catalogue indexes itself anew now and then, in a large space of memory that is empty afterwards.
package main

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

// info: retained-by-runtime

type posting struct {
	document int32
	position [15]int32
}

type index struct {
	words   []string
	entries atomic.Int64
}

func (x *index) build(documents int) {
	postings := make([]*posting, 0, documents)
	for d := range documents {
		postings = append(postings, &posting{document: int32(d)})
	}
	x.entries.Store(int64(len(postings)))
}

func main() {
	x := &index{words: []string{"a", "b"}}
	mux := http.NewServeMux()
	mux.HandleFunc("/entries", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, x.entries.Load()) })
	serve.Run(mux, serve.Requests(20, "/entries"), func(ctx context.Context, _ string) {
		debug.SetGCPercent(400)
		for serve.Pause(ctx, 8*time.Second) {
			x.build(2_500_000)
			runtime.GC() // gives up the postings before the service opens again
		}
	})
}
