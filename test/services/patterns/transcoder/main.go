// Transcoder has a large pool of workers that mostly wait for work.
package main

import (
	"fmt"
	"hash/crc32"
	"net/http"
	"sync/atomic"

	"leaklens.example/patterns/internal/serve"
)

type clip struct {
	data []byte
	done chan uint32
}

type pool struct {
	clips chan clip
	count atomic.Int64
}

func newPool(workers int) *pool {
	p := &pool{clips: make(chan clip)}
	for range workers {
		go p.work()
	}
	return p
}

func (p *pool) work() {
	scratch := make([]byte, 16<<10)
	for c := range p.clips {
		n := copy(scratch, c.data)
		p.count.Add(1)
		c.done <- crc32.ChecksumIEEE(scratch[:n])
	}
}

func main() {
	p := newPool(500)
	mux := http.NewServeMux()
	mux.HandleFunc("/clip", func(w http.ResponseWriter, _ *http.Request) {
		c := clip{data: make([]byte, 12<<10), done: make(chan uint32, 1)}
		p.clips <- c
		fmt.Fprintln(w, <-c.done)
	})
	serve.Run(mux, serve.Requests(60, "/clip"))
}
