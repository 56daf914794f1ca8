// Console collects the output of a program that it supervises, to show it when the program crashes.
package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p) // leak: heap-growth
}

func (o *output) tail(n int) []byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	all := o.text.Bytes()
	return bytes.Clone(all[max(0, len(all)-n):])
}

func supervise(ctx context.Context, o *output) {
	for n := 0; serve.Pause(ctx, 5*time.Millisecond); n++ {
		for line := range 50 {
			fmt.Fprintf(o, "worker %d says that item %08d of %d is done\n", n%8, n*50+line, n)
		}
	}
}

func main() {
	o := &output{}
	mux := http.NewServeMux()
	mux.HandleFunc("/tail", func(w http.ResponseWriter, _ *http.Request) { w.Write(o.tail(4096)) })
	serve.Run(mux, serve.Requests(10, "/tail"), func(ctx context.Context, _ string) { supervise(ctx, o) })
}
