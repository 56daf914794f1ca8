// Leases asks to be called at the end of the process for each lease, also for those that are long over.
package main

import (
	"context"
	"net/http"

	"leaklens.example/field/internal/serve"
)

// load: /lease?id={id} 40
// leak: heap-growth in context

type lease struct {
	id   string
	plan [8 << 10]byte
}

func (l *lease) release() { l.id = "" }

func take(_ context.Context, id string) (string, error) {
	l := &lease{id: id}                         // mistake: afterfunc-not-stopped
	context.AfterFunc(serve.Context, l.release) // mistake: afterfunc-not-stopped
	return "taken", nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/lease", serve.Text(take)) })
}
