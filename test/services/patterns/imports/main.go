// Imports reads product lists that shops upload, each with a pool of workers.
package main

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"

	"leaklens.example/patterns/internal/serve"
)

type row struct {
	fields []string
}

type pool struct {
	rows     chan row
	finished sync.WaitGroup
	total    *atomic.Int64
}

func newPool(workers int, total *atomic.Int64) *pool {
	p := &pool{rows: make(chan row), total: total}
	for range workers {
		go p.work() // spawn
	}
	return p
}

func (p *pool) work() {
	for {
		r := <-p.rows // leak: goroutine-leak
		if len(r.fields) == 3 {
			p.total.Add(1)
		}
		p.finished.Done()
	}
}

func (p *pool) submit(r row) {
	p.finished.Add(1)
	p.rows <- r
}

func main() {
	var total atomic.Int64
	list := strings.Split(strings.Repeat("4711;screw;0.05\n", 50), "\n")
	mux := http.NewServeMux()
	mux.HandleFunc("/import", func(w http.ResponseWriter, _ *http.Request) {
		p := newPool(4, &total)
		for _, line := range list {
			p.submit(row{fields: strings.Split(line, ";")})
		}
		p.finished.Wait()
		fmt.Fprintln(w, total.Load())
	})
	serve.Run(mux, serve.Requests(15, "/import"))
}
