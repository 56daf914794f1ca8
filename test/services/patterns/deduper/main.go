// Deduper drops messages that have arrived twice within a batch. The batches become larger over the day.
package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type fingerprint [40]byte

type deduper struct {
	seen    map[fingerprint]bool
	dropped atomic.Int64
}

func (d *deduper) batch(size int) {
	for range size {
		var f fingerprint
		n := rand.IntN(size * 4)
		f[0], f[1], f[2], f[3] = byte(n), byte(n>>8), byte(n>>16), byte(n>>24)
		if d.seen[f] {
			d.dropped.Add(1)
			continue
		}
		d.seen[f] = true // leak: map-capacity
	}
	clear(d.seen)
}

func main() {
	d := &deduper{seen: make(map[fingerprint]bool)}
	mux := http.NewServeMux()
	mux.HandleFunc("/dropped", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, d.dropped.Load()) })
	serve.Run(mux, serve.Requests(40, "/dropped"), func(ctx context.Context, _ string) {
		for size := 20_000; serve.Pause(ctx, time.Second); size += 12_000 {
			d.batch(size)
		}
	})
}
