// Rampup is a service on the morning of its launch: more and more customers, until all have arrived.
package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

const customers = 400

type customer struct {
	id     int
	screen []byte
	inputs chan int
}

type service struct {
	inputs atomic.Int64
}

func (s *service) session(c *customer) {
	for key := range c.inputs {
		c.screen[key%len(c.screen)]++
		s.inputs.Add(1)
	}
}

func (s *service) morning(ctx context.Context, _ string) {
	var online []*customer
	for serve.Pause(ctx, 50*time.Millisecond) {
		if len(online) < customers {
			c := &customer{id: len(online), screen: make([]byte, 48<<10), inputs: make(chan int)}
			online = append(online, c)
			go s.session(c)
		}
		for range 20 {
			online[rand.IntN(len(online))].inputs <- rand.IntN(1 << 16)
		}
	}
}

func main() {
	s := &service{}
	mux := http.NewServeMux()
	mux.HandleFunc("/inputs", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, s.inputs.Load()) })
	serve.Run(mux, s.morning, serve.Requests(15, "/inputs"))
}
