// Sensors averages the values of a sensor for as long as somebody looks at it.
package main

import (
	"fmt"
	"net/http"

	"leaklens.example/patterns/internal/serve"
)

type sensor struct {
	values  chan float64
	average chan float64
}

func (s *sensor) run() {
	sum, n := 0.0, 0.0
	for {
		select { // leak: goroutine-leak
		case v := <-s.values:
			sum, n = sum+v, n+1
		case s.average <- sum / max(n, 1):
			sum, n = 0, 0
		}
	}
}

type screen struct {
	start func(run func())
}

func (s *screen) look(values ...float64) float64 {
	shown := &sensor{values: make(chan float64), average: make(chan float64)}
	run := shown.run
	s.start(run)
	for _, v := range values {
		shown.values <- v
	}
	return <-shown.average
}

func main() {
	s := &screen{start: func(run func()) { go run() }} // spawn
	mux := http.NewServeMux()
	mux.HandleFunc("/look", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintf(w, "%.1f\n", s.look(19, 20, 22)) })
	serve.Run(mux, serve.Requests(1.5, "/look"))
}
