// Batcher sends invoices in batches; whoever handed one in is told when its whole batch has gone out.
package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type batch struct {
	sending sync.WaitGroup
	failed  atomic.Int64
}

func (b *batch) send(invoice int) error {
	time.Sleep(rand.N(3 * time.Millisecond))
	if invoice%90 == 17 {
		return errors.New("no such address")
	}
	return nil
}

func (b *batch) post(invoice int) {
	if err := b.send(invoice); err != nil {
		b.failed.Add(1)
		return
	}
	b.sending.Done()
}

type office struct {
	batches atomic.Int64
}

func (o *office) close(b *batch) {
	b.sending.Wait() // leak: goroutine-leak
	o.batches.Add(1)
}

func (o *office) run(ctx context.Context, _ string) {
	for first := 0; serve.Pause(ctx, 100*time.Millisecond); first += 10 {
		b := &batch{}
		b.sending.Add(10)
		for i := range 10 {
			go b.post(first + i)
		}
		go o.close(b) // spawn
	}
}

func main() {
	o := &office{}
	mux := http.NewServeMux()
	mux.HandleFunc("/batches", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, o.batches.Load()) })
	serve.Run(mux, o.run, serve.Requests(4, "/batches"))
}
