// Dispatch hands parcels to drivers through queues of any kind of item.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type queue[T any] struct {
	items  chan T
	pushed atomic.Int64
}

func newQueue[T any](size int) *queue[T] {
	return &queue[T]{items: make(chan T, size)}
}

func (q *queue[T]) push(item T) {
	q.items <- item // leak: goroutine-leak
	q.pushed.Add(1)
}

func (q *queue[T]) take(limit int) (taken []T) {
	for len(taken) < limit {
		select {
		case item := <-q.items:
			taken = append(taken, item)
		case <-time.After(20 * time.Millisecond):
			return taken
		}
	}
	return taken
}

type parcel struct {
	id     int
	street string
}

func tour(id int) int {
	q := newQueue[parcel](5)
	for i := range 9 {
		go q.push(parcel{id: id*10 + i, street: "Main Street"}) // spawn
	}
	return len(q.take(3))
}

func main() {
	var tours atomic.Int64
	mux := http.NewServeMux()
	mux.HandleFunc("/tours", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, tours.Load()) })
	serve.Run(mux, serve.Requests(5, "/tours"), func(ctx context.Context, _ string) {
		for id := 0; serve.Pause(ctx, 250*time.Millisecond); id++ {
			tours.Add(int64(tour(id)))
		}
	})
}
