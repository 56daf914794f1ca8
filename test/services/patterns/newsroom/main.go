// Newsroom has a fixed set of subscribers, each with a queue of its own.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type subscriber struct {
	name  string
	queue chan string
	read  atomic.Int64
}

func (s *subscriber) follow(ctx context.Context) {
	for {
		select {
		case <-s.queue:
			s.read.Add(1)
		case <-ctx.Done():
			return
		}
	}
}

type newsroom struct {
	subscribers []*subscriber
}

func (n *newsroom) publish(text string) {
	for _, s := range n.subscribers {
		select {
		case s.queue <- text:
		default:
		}
	}
}

func main() {
	n := &newsroom{}
	for i := range 250 {
		n.subscribers = append(n.subscribers, &subscriber{name: fmt.Sprint("reader ", i), queue: make(chan string, 16)})
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/read", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, n.subscribers[0].read.Load()) })
	serve.Run(mux, serve.Requests(10, "/read"), func(ctx context.Context, _ string) {
		for _, s := range n.subscribers {
			go s.follow(ctx)
		}
		for edition := 0; serve.Pause(ctx, 200*time.Millisecond); edition++ {
			n.publish(fmt.Sprint("edition ", edition))
		}
	})
}
