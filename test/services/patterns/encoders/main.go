// Encoders packs events for a queue, with buffers from a pool. What could not be sent is kept for another try.
package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

var buffers = sync.Pool{New: func() any {
	fresh := make([]byte, 0, 8<<10) // leak: heap-growth
	return &fresh
}}

type outbox struct {
	mu     sync.Mutex
	failed [][]byte
	sent   int
}

func (o *outbox) send(event int, packed []byte) error {
	if event%3 == 0 {
		return errors.New("queue is full")
	}
	o.sent += len(packed)
	return nil
}

func (o *outbox) publish(event int) {
	buffer := buffers.Get().(*[]byte)
	packed := (*buffer)[:0]
	for i := range 64 {
		packed = binary.AppendVarint(packed, int64(event*i))
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.send(event, packed); err != nil {
		o.failed = append(o.failed, packed)
		return
	}
	buffers.Put(buffer)
}

func main() {
	o := &outbox{}
	mux := http.NewServeMux()
	mux.HandleFunc("/sent", func(w http.ResponseWriter, _ *http.Request) {
		o.mu.Lock()
		defer o.mu.Unlock()
		fmt.Fprintln(w, o.sent)
	})
	serve.Run(mux, serve.Requests(10, "/sent"), func(ctx context.Context, _ string) {
		for event := 0; serve.Pause(ctx, 4*time.Millisecond); event++ {
			o.publish(event)
		}
	})
}
