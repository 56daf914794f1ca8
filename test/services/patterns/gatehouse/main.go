// Gatehouse reads the list of all cars when it starts, which takes a third of a minute, and then lets them through.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type list struct {
	mu   sync.Mutex
	cars []int64
	asks int
}

func (l *list) read(ctx context.Context, _ string) {
	for n := range 2000 {
		if !serve.Pause(ctx, 10*time.Millisecond) {
			return
		}
		l.mu.Lock()
		for i := range 500 {
			l.cars = append(l.cars, int64(n*500+i))
		}
		l.mu.Unlock()
	}
}

func (l *list) knows(n int) bool {
	page := make([]byte, 30_000)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asks++
	return len(page) > 0 && n < len(l.cars)
}

func main() {
	l := new(list)
	mux := http.NewServeMux()
	mux.HandleFunc("/car", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, l.knows(77)) })
	serve.Run(mux, l.read, serve.Requests(40, "/car"))
}
