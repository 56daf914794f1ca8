// Backups copies a volume every few seconds, and tells a supervisor when the copy is done.
package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type job struct {
	volume  string
	started time.Time
	release chan struct{}
}

type supervisor struct {
	jobs  atomic.Int64
	bytes atomic.Int64
}

func (s *supervisor) backup(j *job) {
	hash := fnv.New64a()
	for block := range 200 {
		fmt.Fprint(hash, j.volume, block)
		s.bytes.Add(4096)
	}
	s.jobs.Add(1)
	<-j.release // leak: goroutine-leak
}

func (s *supervisor) run(ctx context.Context, _ string) {
	for range time.Tick(5 * time.Second) {
		if ctx.Err() != nil {
			return
		}
		go s.backup(&job{volume: "data", started: time.Now(), release: make(chan struct{})}) // spawn
	}
}

func main() {
	s := &supervisor{}
	mux := http.NewServeMux()
	mux.HandleFunc("/jobs", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, s.jobs.Load(), s.bytes.Load()) })
	serve.Run(mux, s.run, serve.Requests(10, "/jobs"))
}
