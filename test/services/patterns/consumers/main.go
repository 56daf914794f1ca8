// Consumers work slowly on messages of different sizes; the broker waits for them.
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

type message struct {
	body []byte
	ack  chan struct{}
}

type broker struct {
	partitions [16]chan message
	acked      atomic.Int64
}

func (b *broker) consume(partition <-chan message) {
	for m := range partition {
		time.Sleep(rand.N(300 * time.Millisecond))
		close(m.ack)
	}
}

func (b *broker) publish(n int) {
	m := message{body: make([]byte, 1000+rand.IntN(100_000)), ack: make(chan struct{})}
	b.partitions[n%len(b.partitions)] <- m
	<-m.ack
	b.acked.Add(1)
}

func main() {
	b := &broker{}
	for i := range b.partitions {
		b.partitions[i] = make(chan message, 8)
		go b.consume(b.partitions[i])
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/acked", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, b.acked.Load()) })
	serve.Run(mux, serve.Requests(10, "/acked"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 12*time.Millisecond); n++ {
			go b.publish(n)
		}
	})
}
