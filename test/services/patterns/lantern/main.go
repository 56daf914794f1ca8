// Lantern fades lamps in, step by step, and tells when they are bright.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

var errDim = errors.New("not bright in time")

type lamp struct {
	id     int
	level  int
	steps  int
	pace   time.Duration
	bright chan int
}

func (l *lamp) fade() {
	l.level++
	if l.level < l.steps {
		time.AfterFunc(l.pace, l.fade) // spawn
		return
	}
	l.bright <- l.id // leak: goroutine-leak
}

func lightUp(id int, pace, patience time.Duration) (int, error) {
	l := &lamp{id: id, steps: 6, pace: pace, bright: make(chan int)}
	time.AfterFunc(pace, l.fade)
	select {
	case lit := <-l.bright:
		return lit, nil
	case <-time.After(patience):
		return 0, errDim
	}
}

func main() {
	var lit, dim atomic.Int64
	mux := http.NewServeMux()
	mux.HandleFunc("/lamps", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, lit.Load(), dim.Load()) })
	serve.Run(mux, serve.Requests(7, "/lamps"), func(ctx context.Context, _ string) {
		for id := 0; serve.Pause(ctx, 200*time.Millisecond); id++ {
			pace := 40 * time.Millisecond
			if id%4 == 0 {
				pace = 130 * time.Millisecond
			}
			go func() {
				if _, err := lightUp(id, pace, 500*time.Millisecond); err != nil {
					dim.Add(1)
					return
				}
				lit.Add(1)
			}()
		}
	})
}
