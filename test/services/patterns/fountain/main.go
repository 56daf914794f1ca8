// Fountain reads a stream of measurements, and traces where each of them came from.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type key int

const originKey key = iota

type origin struct {
	basin   int
	at      time.Time
	weather [900]float32
}

type measurement struct {
	basin int
	level float64
}

type reader struct {
	wet atomic.Int64
	dry atomic.Int64
}

func (rd *reader) judge(ctx context.Context, m measurement) {
	from, ok := ctx.Value(originKey).(*origin)
	if ok && from.weather[m.basin%len(from.weather)] > 0.5 && m.level > 10 {
		rd.wet.Add(1)
		return
	}
	rd.dry.Add(1)
}

func traced(ctx context.Context, m measurement) context.Context {
	from := &origin{basin: m.basin, at: time.Now()} // leak: heap-growth
	for i := range from.weather {
		from.weather[i] = float32((i+m.basin)%10) / 10
	}
	return context.WithValue(ctx, originKey, from) // also: heap-growth
}

func (rd *reader) read(ctx context.Context, stream <-chan measurement) {
	for m := range stream {
		if m.level < 0 {
			continue
		}
		ctx = traced(ctx, m)
		rd.judge(ctx, m)
	}
}

func measure(ctx context.Context, stream chan<- measurement) {
	defer close(stream)
	for n := 0; serve.Pause(ctx, 11*time.Millisecond); n++ {
		stream <- measurement{basin: n % 32, level: float64(n%50) - 5}
	}
}

func main() {
	rd := new(reader)
	mux := http.NewServeMux()
	mux.HandleFunc("/levels", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, rd.wet.Load(), rd.dry.Load()) })
	serve.Run(mux, serve.Requests(10, "/levels"), func(ctx context.Context, _ string) {
		stream := make(chan measurement, 8)
		go measure(ctx, stream)
		rd.read(ctx, stream)
	})
}
