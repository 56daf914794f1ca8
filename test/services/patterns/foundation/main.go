// Foundation renders plans into buffers that it lends from a pool.
package main

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"net/http"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

var buffers = sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, 64<<10)) }}

func render(plan string, rooms int) uint64 {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	for n := range rooms {
		fmt.Fprintf(b, "<g id='%s-%d'><rect width='%d' height='%d'/></g>\n", plan, n, n*3, n*2)
	}
	h := fnv.New64a()
	h.Write(b.Bytes())
	return h.Sum64()
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/plan", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, render(r.FormValue("n"), 400+len(r.FormValue("n"))*200))
	})
	serve.Run(mux, serve.Requests(60, "/plan?n=%d"))
}
