// Orangery answers questions about plants from a herbarium, and remembers who asked what.
package main

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type question struct {
	at     time.Time
	plant  int
	answer []byte
}

type desk struct {
	herbarium [][]byte
	mu        sync.Mutex
	asked     []question
}

func open() *desk {
	d := new(desk)
	for n := range 300 {
		d.herbarium = append(d.herbarium, bytes.Repeat([]byte{byte(n)}, 200_000))
	}
	return d
}

func (d *desk) ask(n int) []byte {
	leaf := d.herbarium[n%len(d.herbarium)]
	text := make([]byte, 120_000)
	copy(text, leaf)
	answer := bytes.Clone(text[:8000]) // leak: heap-growth
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, question{at: time.Now(), plant: n, answer: answer})
	return answer
}

func main() {
	d := open()
	mux := http.NewServeMux()
	mux.HandleFunc("/plant", func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.FormValue("n"))
		w.Write(d.ask(n))
	})
	mux.HandleFunc("/asked", func(w http.ResponseWriter, _ *http.Request) {
		d.mu.Lock()
		defer d.mu.Unlock()
		fmt.Fprintln(w, len(d.asked))
	})
	serve.Run(mux, serve.Requests(25, "/plant?n=%d"), serve.Requests(2, "/asked"))
}
