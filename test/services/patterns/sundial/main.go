// Sundial works with much garbage, which it has collected rarely.
package main

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type shadow struct {
	table atomic.Pointer[map[string][]string]
}

func (s *shadow) compute(hour int) {
	table := map[string][]string{}
	for n := range 1500 {
		key := fmt.Sprintf("%d:%04d", hour, n)
		table[key] = strings.Split(strings.Repeat(key+" ", 24), " ")
	}
	s.table.Store(&table)
}

func main() {
	debug.SetGCPercent(800)
	s := new(shadow)
	s.compute(0)
	mux := http.NewServeMux()
	mux.HandleFunc("/shadow", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, len(*s.table.Load())) })
	serve.Run(mux, serve.Requests(12, "/shadow"), func(ctx context.Context, _ string) {
		every := time.NewTicker(250 * time.Millisecond)
		defer every.Stop()
		for hour := 1; ; hour++ {
			select {
			case <-every.C:
				s.compute(hour)
			case <-ctx.Done():
				return
			}
		}
	})
}
