// Reconnects holds lines to devices, and dials again whenever a line breaks.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type line struct {
	device  int
	attempt atomic.Int64
}

func (l *line) dial(ctx context.Context, attempt int) error {
	var greeting [160]byte
	for i := range greeting {
		greeting[i] = byte(l.device + attempt)
	}
	time.Sleep(2 * time.Millisecond)
	l.attempt.Add(1)
	if ctx.Err() != nil {
		return fmt.Errorf("device %d is off after greeting %d", l.device, greeting[attempt%160])
	}
	return l.redial(ctx, attempt+1, greeting) // leak: stack-growth
}

//go:noinline
func (l *line) redial(ctx context.Context, attempt int, last [160]byte) error {
	if err := l.dial(ctx, attempt); err != nil { // also: stack-growth
		return fmt.Errorf("%w, before that %d", err, last[0])
	}
	return nil
}

func main() {
	lines := make([]*line, 12)
	mux := http.NewServeMux()
	mux.HandleFunc("/attempts", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, lines[0].attempt.Load()) })
	serve.Run(mux, serve.Requests(10, "/attempts"), func(ctx context.Context, _ string) {
		for i := range lines {
			lines[i] = &line{device: i}
			go func() {
				if lines[i].dial(ctx, 0) != nil {
					lines[i].attempt.Store(0)
				}
			}()
		}
	})
}
