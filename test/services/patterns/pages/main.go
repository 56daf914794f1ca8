// Pages renders pages from templates, and caches them by their address, whatever is in the address.
package main

import (
	"bytes"
	"html/template"
	"net/http"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

var page = template.Must(template.New("page").Parse(`<h1>{{.Title}}</h1>{{range .Lines}}<p>line {{.}}</p>{{end}}`))

type renderer struct {
	mu    sync.Mutex
	cache map[string][]byte
}

func (r *renderer) render(address string) []byte {
	r.mu.Lock()
	cached, hit := r.cache[address]
	r.mu.Unlock()
	if hit {
		return cached
	}
	var out bytes.Buffer
	page.Execute(&out, struct {
		Title string
		Lines []int
	}{address, make([]int, 600)})
	body := bytes.Clone(out.Bytes()) // leak: heap-growth
	r.mu.Lock()
	defer r.mu.Unlock()
	r.cache[address] = body
	return body
}

func main() {
	r := &renderer{cache: make(map[string][]byte)}
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, req *http.Request) { w.Write(r.render(req.URL.String())) })
	serve.Run(mux, serve.Requests(60, "/page?session=%d"), serve.Requests(20, "/page"))
}
