// Gauges counts what is asked for, by path and answer, and tells it as text.
package main

import (
	"fmt"
	"net/http"
	"strings"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

type series struct {
	labels  map[string]string
	buckets []uint64
	sum     float64
}

type registry struct {
	mu     sync.Mutex
	series map[string]*series
}

func (g *registry) observe(path, code string, took float64) {
	key := path + "\xff" + code
	g.mu.Lock()
	defer g.mu.Unlock()
	s, ok := g.series[key]
	if !ok {
		s = &series{
			labels:  map[string]string{"path": path, "code": code},
			buckets: make([]uint64, 96), // leak: heap-growth
		}
		g.series[key] = s
	}
	s.sum += took
	s.buckets[int(took*10)%len(s.buckets)]++
}

func (g *registry) text() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	var b strings.Builder
	for _, s := range g.series {
		fmt.Fprintf(&b, "%v %f\n", s.labels["code"], s.sum)
	}
	return b.String()
}

func main() {
	g := &registry{series: map[string]*series{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/users/", func(w http.ResponseWriter, r *http.Request) {
		for n := range 8 {
			g.observe(fmt.Sprintf("%s/%d", r.URL.Path, n), "200", float64(n)/10)
		}
		fmt.Fprintln(w, "ok")
	})
	mux.HandleFunc("/metrics", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, len(g.text())) })
	serve.Run(mux, serve.Requests(40, "/users/%d"), serve.Requests(0.2, "/metrics"))
}
