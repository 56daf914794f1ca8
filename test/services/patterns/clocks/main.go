// Clocks moves the hands of clocks in many cities, each at its own pace.
package main

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type clock struct {
	city  string
	ticks atomic.Int64
}

func (c *clock) run(pace time.Duration) {
	ticker := time.NewTicker(pace)
	defer ticker.Stop()
	for range ticker.C {
		c.ticks.Add(1)
	}
}

func main() {
	clocks := make([]*clock, 300)
	for i := range clocks {
		clocks[i] = &clock{city: fmt.Sprint("city ", i)}
		go clocks[i].run(time.Duration(500+i*10) * time.Millisecond)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/time", func(w http.ResponseWriter, _ *http.Request) {
		for _, c := range clocks {
			fmt.Fprintln(w, c.city, c.ticks.Load())
		}
	})
	serve.Run(mux, serve.Requests(20, "/time"))
}
