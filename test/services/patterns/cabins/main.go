// Cabins are cleaned by a crew which grows with the work to do, up to a size.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type cleaner interface{ clean(cabin int) }

type broom struct {
	brushes []byte
	cleaned *atomic.Int64
}

func (b *broom) clean(cabin int) {
	for i := range b.brushes {
		b.brushes[i] += byte(cabin)
	}
	time.Sleep(360 * time.Millisecond)
	b.cleaned.Add(1)
}

type crew struct {
	cabins  chan int
	hire    func() cleaner
	size    int
	limit   int
	refused int
}

func (c *crew) send(cabin int) {
	select {
	case c.cabins <- cabin:
	default:
		if c.size == c.limit {
			c.refused++
			return
		}
		c.size++
		go c.employ(c.hire())
		c.cabins <- cabin
	}
}

func (c *crew) employ(cl cleaner) {
	for cabin := range c.cabins {
		cl.clean(cabin)
	}
}

func main() {
	var cleaned atomic.Int64
	c := &crew{cabins: make(chan int), limit: 28}
	c.hire = func() cleaner { return &broom{brushes: make([]byte, 96<<10), cleaned: &cleaned} }
	mux := http.NewServeMux()
	mux.HandleFunc("/cleaned", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, cleaned.Load()) })
	serve.Run(mux, serve.Requests(11, "/cleaned"), func(ctx context.Context, _ string) {
		start := time.Now()
		for cabin := 0; ; cabin++ {
			// More cabins are left per second until the whole ship is at anchor.
			rate := 3 + 3.4*min(time.Since(start), 22*time.Second).Seconds()
			if !serve.Pause(ctx, time.Duration(float64(time.Second)/rate)) {
				return
			}
			c.send(cabin)
		}
	})
}
