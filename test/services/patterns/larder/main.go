// Larder keeps dishes that were cooked until it is full; then the oldest makes room. It is full after a third of a minute.
package main

import (
	"bytes"
	"container/list"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

type dish struct {
	name string
	food []byte
}

type larder struct {
	mu     sync.Mutex
	room   int
	order  *list.List
	dishes map[string]*list.Element
	cellar [][]byte
}

func (l *larder) cook(name string) *dish {
	pot := make([]byte, 90_000)
	return &dish{name: name, food: bytes.Clone(pot[:9000])}
}

func (l *larder) serve(name string) *dish {
	l.mu.Lock()
	defer l.mu.Unlock()
	if at, ok := l.dishes[name]; ok {
		l.order.MoveToFront(at)
		return at.Value.(*dish)
	}
	d := l.cook(name)
	l.dishes[name] = l.order.PushFront(d)
	for l.order.Len() > l.room {
		old := l.order.Back()
		l.order.Remove(old)
		delete(l.dishes, old.Value.(*dish).name)
	}
	return d
}

func main() {
	room, err := strconv.Atoi(os.Getenv("LARDER_ROOM"))
	if err != nil {
		room = 600
	}
	l := &larder{room: room, order: list.New(), dishes: map[string]*list.Element{}}
	for n := range 150 {
		l.cellar = append(l.cellar, bytes.Repeat([]byte{byte(n)}, 200_000))
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/dish", func(w http.ResponseWriter, r *http.Request) {
		d := l.serve(r.FormValue("n"))
		fmt.Fprintln(w, d.name, len(d.food))
	})
	serve.Run(mux, serve.Requests(30, "/dish?n=%d"))
}
