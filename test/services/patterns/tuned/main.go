// Tuned changes how eagerly garbage is collected, as operators do when they look for the best setting.
package main

import (
	"context"
	"crypto/md5"
	"fmt"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type table struct {
	mu   sync.Mutex
	rows [][]byte
}

func (t *table) work(n int) {
	scratch := make([]byte, 64<<10)
	for i := range scratch {
		scratch[i] = byte(i * n)
	}
	sum := md5.Sum(scratch)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rows[n%len(t.rows)] = append(make([]byte, 0, 16<<10), sum[:]...)
}

func (t *table) operate(ctx context.Context, _ string) {
	for _, percent := range []int{100, 250, 600} {
		debug.SetGCPercent(percent)
		if !serve.Pause(ctx, 18*time.Second) {
			return
		}
	}
	debug.SetMemoryLimit(120 << 20)
}

func main() {
	t := &table{rows: make([][]byte, 1000)}
	mux := http.NewServeMux()
	mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	serve.Run(mux, t.operate, serve.Requests(10, "/health"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 3*time.Millisecond); n++ {
			t.work(n)
		}
	})
}
