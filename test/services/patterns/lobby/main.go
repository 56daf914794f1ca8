// Lobby keeps a goroutine for everybody who is in it. People come and go.
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

type guest struct {
	name     string
	messages chan string
}

type lobby struct {
	present atomic.Int64
}

func (l *lobby) attend(ctx context.Context, g *guest) {
	l.present.Add(1)
	defer l.present.Add(-1)
	for {
		select {
		case m := <-g.messages:
			g.name = m
		case <-ctx.Done():
			return
		}
	}
}

func (l *lobby) guests(ctx context.Context, _ string) {
	for n := 0; serve.Pause(ctx, 80*time.Millisecond); n++ {
		stay, cancel := context.WithTimeout(ctx, 2*time.Second+rand.N(14*time.Second))
		g := &guest{name: fmt.Sprint("guest ", n), messages: make(chan string)}
		go func() {
			defer cancel()
			l.attend(stay, g)
		}()
	}
}

func main() {
	l := &lobby{}
	mux := http.NewServeMux()
	mux.HandleFunc("/present", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, l.present.Load()) })
	serve.Run(mux, l.guests, serve.Requests(5, "/present"))
}
