// Signalbox sets signals for trains, and looks again later whether they have passed.
package main

import (
	"encoding/binary"
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type route struct {
	train  int
	blocks []byte
}

type box struct {
	looked atomic.Int64
}

func (b *box) set(train int) *route {
	r := &route{train: train, blocks: make([]byte, 12<<10)} // leak: heap-growth
	binary.BigEndian.PutUint64(r.blocks, uint64(train))
	b.look(r)
	return r
}

func (b *box) look(r *route) {
	b.looked.Add(1)
	time.AfterFunc(3*time.Second, func() {
		if binary.BigEndian.Uint64(r.blocks) != 0 {
			b.look(r)
		}
	})
}

func main() {
	b := new(box)
	mux := http.NewServeMux()
	mux.HandleFunc("/set", func(w http.ResponseWriter, r *http.Request) {
		train, _ := strconv.Atoi(r.FormValue("train"))
		fmt.Fprintln(w, b.set(train+1).train, b.looked.Load())
	})
	serve.Run(mux, serve.Requests(30, "/set?train=%d"))
}
