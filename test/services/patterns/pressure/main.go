// Pressure has more producers than its queue has room: they wait until the consumers have caught up.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type item struct {
	producer, number int
	body             [512]byte
}

type line struct {
	queue    chan *item
	consumed atomic.Int64
}

func (l *line) produce(producer int) {
	for number := 0; ; number++ {
		l.queue <- &item{producer: producer, number: number}
	}
}

func (l *line) consume() {
	for range l.queue {
		time.Sleep(10 * time.Millisecond)
		l.consumed.Add(1)
	}
}

func main() {
	l := &line{queue: make(chan *item, 100)}
	mux := http.NewServeMux()
	mux.HandleFunc("/consumed", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, l.consumed.Load()) })
	serve.Run(mux, serve.Requests(10, "/consumed"), func(ctx context.Context, _ string) {
		for range 4 {
			go l.consume()
		}
		for producer := range 200 {
			go l.produce(producer)
			serve.Pause(ctx, 20*time.Millisecond)
		}
	})
}
