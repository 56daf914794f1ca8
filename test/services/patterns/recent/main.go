// Recent keeps the documents that were used last, and drops the others.
package main

import (
	"container/list"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type document struct {
	id   int
	text []byte
}

type recent struct {
	mu    sync.Mutex
	order *list.List
	byID  map[int]*list.Element
	limit int
}

func (r *recent) get(id int) *document {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e, hit := r.byID[id]; hit {
		r.order.MoveToFront(e)
		return e.Value.(*document)
	}
	d := &document{id: id, text: make([]byte, 1000+rand.IntN(20_000))}
	r.byID[id] = r.order.PushFront(d)
	if r.order.Len() > r.limit {
		oldest := r.order.Back()
		r.order.Remove(oldest)
		delete(r.byID, oldest.Value.(*document).id)
	}
	return d
}

func main() {
	r := &recent{order: list.New(), byID: make(map[int]*list.Element), limit: 2000}
	mux := http.NewServeMux()
	mux.HandleFunc("/length", func(w http.ResponseWriter, _ *http.Request) {
		r.mu.Lock()
		defer r.mu.Unlock()
		fmt.Fprintln(w, r.order.Len())
	})
	serve.Run(mux, serve.Requests(10, "/length"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 8*time.Millisecond) {
			for range 5 {
				r.get(int(rand.ExpFloat64() * 3000))
			}
		}
	})
}
