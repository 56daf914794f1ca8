// Meters makes a meter for each device that reports; go-metrics keeps each until it is stopped.
package main

import (
	"context"
	"net/http"

	"github.com/rcrowley/go-metrics"

	"leaklens.example/field/internal/serve"
)

// load: /report?id={id} 80
// quiet: 30s to 50s
// leak: heap-growth in github.com/rcrowley/go-metrics

func report(_ context.Context, id string) (string, error) {
	for range 20 {
		rate := metrics.NewMeter() // mistake: meter-not-stopped
		rate.Mark(int64(len(id)))
	}
	return "noted", nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/report", serve.Text(report)) })
}
