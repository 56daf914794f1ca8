// Mill grinds in batches: a batch gathers its flour for twelve seconds, is shipped, and the next begins.
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

type mill struct {
	flour   [][]byte
	shipped atomic.Int64
}

func (m *mill) grind(n int) {
	stone := make([]byte, 150_000)
	m.flour = append(m.flour, bytes.Clone(stone[:15_000]))
	if n%240 == 239 {
		m.shipped.Add(int64(len(m.flour)))
		m.flour = nil
	}
}

func main() {
	m := new(mill)
	mux := http.NewServeMux()
	mux.HandleFunc("/shipped", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, m.shipped.Load()) })
	serve.Run(mux, serve.Requests(10, "/shipped"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 50*time.Millisecond); n++ {
			m.grind(n)
		}
	})
}
