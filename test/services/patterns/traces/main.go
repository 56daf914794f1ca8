// Traces follows a long conversation between two services, step by step.
package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type spanKey struct{}

type span struct {
	id     int
	parent *span
	tags   [40]string
}

type conversation struct {
	steps atomic.Int64
}

// step works under the span of the step before it.
func (c *conversation) step(ctx context.Context, id int) context.Context {
	parent, _ := ctx.Value(spanKey{}).(*span)
	s := &span{id: id, parent: parent} // leak: heap-growth
	s.tags[0] = fmt.Sprintf("%x", sha256.Sum256([]byte(fmt.Sprint(id))))
	c.steps.Add(1)
	return context.WithValue(ctx, spanKey{}, s)
}

func (c *conversation) run(ctx context.Context, _ string) {
	step := ctx
	for id := 0; serve.Pause(ctx, 5*time.Millisecond); id++ {
		step = c.step(step, id)
	}
}

func main() {
	c := &conversation{}
	mux := http.NewServeMux()
	mux.HandleFunc("/steps", func(w http.ResponseWriter, _ *http.Request) {
		report := make([]byte, 0, 1<<20)
		for i := range 1000 {
			report = fmt.Appendln(report, i, c.steps.Load())
		}
		w.Write(report)
	})
	serve.Run(mux, c.run, serve.Requests(5, "/steps"))
}
