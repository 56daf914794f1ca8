// Milkrun brings bottles to doors. Where nobody opens it comes again, a few times.
package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

var errNobody = errors.New("nobody opens")

type attempt func() error

type backoff struct {
	first  time.Duration
	factor float64
	most   int
}

func (b backoff) do(try attempt) error {
	wait := b.first
	var err error
	for range b.most {
		if err = try(); err == nil {
			return nil
		}
		time.Sleep(wait)
		wait = time.Duration(float64(wait) * b.factor)
	}
	return fmt.Errorf("given up: %w", err)
}

type doors struct {
	mu   sync.Mutex
	rand *rand.Rand
}

func (d *doors) ring(odds int) attempt {
	return func() error {
		d.mu.Lock()
		defer d.mu.Unlock()
		if d.rand.IntN(100) < odds {
			return nil
		}
		return errNobody
	}
}

func main() {
	var brought, back atomic.Int64
	d := &doors{rand: rand.New(rand.NewPCG(17, 3))}
	policy := backoff{first: 200 * time.Millisecond, factor: 2, most: 6}
	mux := http.NewServeMux()
	mux.HandleFunc("/bottles", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, brought.Load(), back.Load()) })
	serve.Run(mux, serve.Requests(5, "/bottles"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 80*time.Millisecond); n++ {
			odds := 70
			if n%4 == 1 {
				odds = 3
			}
			crate := make([]byte, 20<<10)
			go func() {
				if err := policy.do(d.ring(odds)); err != nil {
					back.Add(int64(len(crate)))
					return
				}
				brought.Add(int64(len(crate)))
			}()
		}
	})
}
