// Statements builds account statements in a pipeline: read, convert, and show the newest few.
package main

import (
	"fmt"
	"net/http"
	"strconv"

	"leaklens.example/patterns/internal/serve"
)

type booking struct {
	id, cents int
}

func read(count int) <-chan booking {
	out := make(chan booking)
	go func() {
		defer close(out)
		for i := range count {
			out <- booking{id: i, cents: i * 37} // leak: goroutine-leak
		}
	}()
	return out
}

func convert(in <-chan booking, rate float64) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for b := range in {
			out <- fmt.Sprintf("%d: %.2f", b.id, float64(b.cents)/100*rate) // leak: goroutine-leak
		}
	}()
	return out
}

func newest(count, limit int) (lines []string) {
	for line := range convert(read(count), 1.08) {
		lines = append(lines, line)
		if len(lines) == limit {
			break
		}
	}
	return lines
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/statement", func(w http.ResponseWriter, r *http.Request) {
		count, _ := strconv.Atoi(r.URL.Query().Get("count"))
		fmt.Fprintln(w, newest(count%30, 20))
	})
	serve.Run(mux, serve.Requests(18, "/statement?count=%d"))
}
