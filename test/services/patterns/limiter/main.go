// Limiter lets a fixed number of calls through each second. In a rush the others wait for their turn.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type limiter struct {
	tokens chan struct{}
	passed atomic.Int64
}

func (l *limiter) refill(perSecond int) {
	for range time.Tick(time.Second / time.Duration(perSecond)) {
		select {
		case l.tokens <- struct{}{}:
		default:
		}
	}
}

func (l *limiter) call() {
	<-l.tokens
	l.passed.Add(1)
}

func main() {
	l := &limiter{tokens: make(chan struct{}, 20)}
	go l.refill(100)
	mux := http.NewServeMux()
	mux.HandleFunc("/passed", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, l.passed.Load()) })
	serve.Run(mux, serve.Requests(10, "/passed"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 10*time.Second) {
			for range 300 {
				go l.call()
				time.Sleep(3 * time.Millisecond)
			}
		}
	})
}
