// Tiles serves parts of a map from memory that the garbage collector does not see.
package main

import (
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"syscall"

	"leaklens.example/patterns/internal/serve"
)

// leak: native-growth

type tile struct {
	zoom int
	area []byte
}

type atlas struct {
	mu    sync.Mutex
	tiles map[int]*tile
}

func (a *atlas) load(zoom int) (*tile, error) {
	area, err := syscall.Mmap(-1, 0, 64<<10, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(area); i += 4096 {
		area[i] = byte(zoom)
	}
	return &tile{zoom: zoom, area: area}, nil
}

// show replaces the tile that was shown before, but leaves its area mapped.
func (a *atlas) show(zoom int) error {
	t, err := a.load(zoom)
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.tiles[zoom%8] = t
	return nil
}

func main() {
	a := &atlas{tiles: make(map[int]*tile)}
	mux := http.NewServeMux()
	mux.HandleFunc("/show", func(w http.ResponseWriter, r *http.Request) {
		zoom, _ := strconv.Atoi(r.URL.Query().Get("zoom"))
		fmt.Fprintln(w, a.show(zoom))
	})
	serve.Run(mux, serve.Requests(50, "/show?zoom=%d"))
}
