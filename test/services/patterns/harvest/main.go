// Harvest works through fields in batches, and keeps the sacks of each batch for the bill that nobody writes.
package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type sack struct{ grain []byte }

type farm struct {
	sacks []sack
	count atomic.Int64
}

func (f *farm) batch(n int) {
	field := make([][]byte, 0, 60)
	for row := range 60 {
		field = append(field, bytes.Repeat([]byte{byte(row + n)}, 100_000))
	}
	for row := 0; row < len(field); row += 10 {
		f.sacks = append(f.sacks, sack{bytes.Clone(field[row][:60_000])}) // leak: heap-growth
	}
	f.count.Store(int64(len(f.sacks)))
}

func main() {
	f := new(farm)
	mux := http.NewServeMux()
	mux.HandleFunc("/sacks", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, f.count.Load()) })
	serve.Run(mux, serve.Requests(10, "/sacks"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 800*time.Millisecond); n++ {
			f.batch(n)
		}
	})
}
