// Nightjob reads a large table into memory now and then, and forgets it.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sort"
	"sync"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type line struct {
	key   int
	value [56]byte
}

type job struct {
	runs  atomic.Int64
	total atomic.Int64
}

func read(part int) []*line {
	lines := make([]*line, 0, 40_000)
	for i := range 40_000 {
		lines = append(lines, &line{key: i * part % 7919})
	}
	return lines
}

func (j *job) run() {
	var parts sync.WaitGroup
	for part := range 12 {
		parts.Go(func() {
			lines := read(part)
			time.Sleep(1500 * time.Millisecond)
			sort.Slice(lines, func(a, b int) bool { return lines[a].key < lines[b].key })
			j.total.Add(int64(len(lines)))
		})
	}
	parts.Wait()
	j.runs.Add(1)
}

func main() {
	j := &job{}
	mux := http.NewServeMux()
	mux.HandleFunc("/runs", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, j.runs.Load(), j.total.Load()) })
	serve.Run(mux, serve.Requests(20, "/runs"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 13*time.Second) {
			j.run()
		}
	})
}
