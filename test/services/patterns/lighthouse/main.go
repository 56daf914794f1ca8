// Lighthouse watches the sea in several directions.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type watch struct {
	direction int
	pace      time.Duration
	ships     *atomic.Int64
}

// look scans the horizon, and then looks again.
func (w *watch) look(ctx context.Context, from int) int {
	var horizon [360]int64
	for degree := range horizon {
		horizon[degree] = int64((degree*from + w.direction) % 97)
	}
	if !serve.Pause(ctx, w.pace) {
		return from
	}
	seen := 0
	for _, size := range horizon {
		if size > 95 {
			seen++
		}
	}
	w.ships.Add(int64(seen))
	last := w.look(ctx, from+1) // leak: stack-growth
	return last + int(horizon[from%len(horizon)])
}

func main() {
	var ships atomic.Int64
	mux := http.NewServeMux()
	mux.HandleFunc("/ships", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, ships.Load()) })
	watches := []serve.Driver{serve.Requests(10, "/ships")}
	for direction := range 6 {
		w := &watch{direction: direction, pace: time.Duration(60+25*direction) * time.Millisecond, ships: &ships}
		watches = append(watches, func(ctx context.Context, _ string) { w.look(ctx, 1) })
	}
	serve.Run(mux, watches...)
}
