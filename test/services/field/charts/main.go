// Charts cancels the context of a drawing on the error path only, so that the process's context remembers all the others.
package main

import (
	"context"
	"errors"
	"net/http"

	"leaklens.example/field/internal/serve"
)

// load: /chart?id={id} 40
// leak: heap-growth in context

type drawing struct{ points [1024]int }

func draw(parent context.Context, seed int) (*drawing, error) {
	ctx, cancel := context.WithCancel(context.WithValue(parent, drawing{}, new(drawing))) // mistake: cancel-not-called
	if seed < 0 {
		cancel()
		return nil, errors.New("nothing to draw")
	}
	d := ctx.Value(drawing{}).(*drawing)
	for i := range d.points {
		d.points[i] = seed * i
	}
	return d, nil
}

func chart(_ context.Context, id string) (string, error) {
	_, err := draw(serve.Context, len(id))
	return "drawn", err
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/chart", serve.Text(chart)) })
}
