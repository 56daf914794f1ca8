// Metrics collects counters per tenant, and flushes them now and then.
package main

import (
	"bytes"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type recorder struct {
	tenant  string
	pending atomic.Int64
	ticker  *time.Ticker
}

var (
	flushed atomic.Int64
	sink    sync.Mutex
	out     bytes.Buffer
)

func newRecorder(tenant string) *recorder {
	r := &recorder{tenant: tenant, ticker: time.NewTicker(time.Second)}
	go r.flush() // spawn
	return r
}

func (r *recorder) flush() {
	for range r.ticker.C { // leak: goroutine-leak
		n := r.pending.Swap(0)
		flushed.Add(n)
		sink.Lock()
		out.Reset()
		fmt.Fprintf(&out, "%s %d", r.tenant, n)
		sink.Unlock()
	}
}

func (r *recorder) close() {
	flushed.Add(r.pending.Swap(0))
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) {
		rec := newRecorder(r.URL.Query().Get("tenant"))
		defer rec.close()
		rec.pending.Add(1)
		fmt.Fprintln(w, "thanks")
	})
	serve.Run(mux, serve.Requests(9, "/order?tenant=%d"))
}
