// Quarry cuts stones. There are only so many saws.
package main

import (
	"fmt"
	"net/http"

	"leaklens.example/patterns/internal/serve"
)

func main() {
	y := newYard(16)
	mux := http.NewServeMux()
	mux.Handle("/cut", y)
	mux.HandleFunc("/done", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, y.done.Load(), y.returned.Load()) })
	serve.Run(mux, serve.Requests(45, "/cut?n=%d"), serve.Requests(2, "/done"))
}
