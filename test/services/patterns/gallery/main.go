// Gallery shows pictures in many widths, and keeps what it has scaled as long as there is room.
package main

import (
	"container/list"
	"fmt"
	"net/http"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

type picture struct {
	name   string
	width  int
	pixels []byte
}

// size is what a picture takes, in bytes.
func (p *picture) size() int {
	return len(p.name) + 8
}

type wall struct {
	mu    sync.Mutex
	room  int
	taken int
	order *list.List
	hung  map[string]*list.Element
}

func (w *wall) get(name string, width int) *picture {
	w.mu.Lock()
	defer w.mu.Unlock()
	key := fmt.Sprintf("%s@%d", name, width)
	if at, ok := w.hung[key]; ok {
		w.order.MoveToFront(at)
		return at.Value.(*picture)
	}
	p := &picture{name: key, width: width, pixels: make([]byte, width*24)} // leak: heap-growth
	w.hung[key] = w.order.PushFront(p)
	w.taken += p.size()
	for w.taken > w.room {
		oldest := w.order.Back()
		w.order.Remove(oldest)
		old := oldest.Value.(*picture)
		delete(w.hung, old.name)
		w.taken -= old.size()
	}
	return p
}

func main() {
	w := &wall{room: 32 << 20, order: list.New(), hung: map[string]*list.Element{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/picture", func(rw http.ResponseWriter, r *http.Request) {
		p := w.get(r.FormValue("name"), 400+len(r.FormValue("name"))*60)
		fmt.Fprintln(rw, p.name, len(p.pixels))
	})
	serve.Run(mux, serve.Requests(25, "/picture?name=%d"))
}
