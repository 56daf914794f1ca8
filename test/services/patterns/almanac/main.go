// Almanac computes tables of sun and moon every few seconds, and prints a summary of them.
package main

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type line struct {
	day      int
	sun      float32
	moon     float32
	comments [3]string
}

type table []line

func compute(year, days int) table {
	var t table
	for day := range days {
		phase := float64((day+year*365)%29) / 29
		t = append(t, line{
			day:      day,
			sun:      float32(math.Sin(float64(day) / 58)),
			moon:     float32(phase),
			comments: [3]string{"dew", "", "frost"},
		})
	}
	return t
}

func (t table) brightest() line {
	return slices.MaxFunc(t, func(a, b line) int { return int(1000 * (a.moon - b.moon)) })
}

func main() {
	var best atomic.Value
	best.Store(line{})
	mux := http.NewServeMux()
	mux.HandleFunc("/brightest", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, best.Load().(line).day) })
	serve.Run(mux, serve.Requests(9, "/brightest"), func(ctx context.Context, _ string) {
		for year := 2020; ; year++ {
			t := compute(year, 130_000+(year%3)*40_000)
			serve.Pause(ctx, 2*time.Second)
			best.Store(t.brightest())
			t = nil
			if !serve.Pause(ctx, 6*time.Second) {
				return
			}
		}
	})
}
