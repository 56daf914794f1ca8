// Rates keeps the newest 6,000 rates in a map and a list of its own, and deletes the oldest.
package main

import (
	"container/list"
	"context"
	"net/http"
	"sync"

	"leaklens.example/field/internal/serve"
)

// load: /rate?id={id} 90
// fills: a cache

const most = 6_000

type rate struct {
	id     string
	values [512]float64
}

var (
	mu    sync.Mutex
	byID  = map[string]*list.Element{}
	queue = list.New()
)

func ask(_ context.Context, id string) (string, error) {
	mu.Lock()
	defer mu.Unlock()
	if known, found := byID[id]; found {
		queue.MoveToFront(known)
		return known.Value.(*rate).id, nil
	}
	byID[id] = queue.PushFront(&rate{id: id})
	if queue.Len() > most {
		oldest := queue.Remove(queue.Back()).(*rate)
		delete(byID, oldest.id)
	}
	return id, nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/rate", serve.Text(ask)) })
}
