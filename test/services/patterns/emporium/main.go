// Emporium has a window of goods that is full from the start; each new one takes the place of another, chosen by chance.
package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

type window struct {
	mu    sync.Mutex
	goods [3000][]byte
	stock [][]byte
}

func bring(n int) []byte {
	box := make([]byte, 70_000)
	copy(box, strconv.Itoa(n))
	return bytes.Clone(box[:7000])
}

func (w *window) show(n int) []byte {
	fresh := bring(n)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.goods[rand.N(len(w.goods))] = fresh
	return fresh
}

func main() {
	win := new(window)
	for n := range win.goods {
		win.goods[n] = bring(n)
	}
	for n := range 100 {
		win.stock = append(win.stock, bytes.Repeat([]byte{byte(n)}, 300_000))
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/show", func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.FormValue("n"))
		fmt.Fprintln(w, len(win.show(n)), len(win.stock))
	})
	serve.Run(mux, serve.Requests(40, "/show?n=%d"))
}
