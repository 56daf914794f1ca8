// Visitors counts with labels of which there are twelve.
package main

import (
	"context"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"leaklens.example/field/internal/serve"
)

// load: /page?id={id} 60
// load: /metrics 0.5

var visits = promauto.NewHistogramVec(prometheus.HistogramOpts{Name: "visits"}, []string{"page"})

func page(_ context.Context, id string) (string, error) {
	visits.WithLabelValues(id[len(id)-1:]).Observe(1)
	return "seen", nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) {
		mux.HandleFunc("/page", serve.Text(page))
		mux.Handle("/metrics", promhttp.Handler())
	})
}
