// Baskets counts with the user's id as a label: a histogram for each of them.
package main

import (
	"context"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"leaklens.example/field/internal/serve"
)

// load: /basket?id={id} 60
// load: /metrics 0.2
// leak: heap-growth in github.com/prometheus

var sizes = promauto.NewHistogramVec(prometheus.HistogramOpts{Name: "basket_size"}, []string{"user", "kind"})

func basket(_ context.Context, id string) (string, error) {
	for _, kind := range []string{"food", "books", "tools"} {
		sizes.WithLabelValues(id, kind).Observe(float64(len(id))) // mistake: unbounded-labels
	}
	return "packed", nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) {
		mux.HandleFunc("/basket", serve.Text(basket))
		mux.Handle("/metrics", promhttp.Handler())
	})
}
