// Weather asks an old station on the network for the temperature.
package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

// allowed: net/http.(*persistConn).readLoop
// allowed: net/http.(*persistConn).writeLoop

type station struct {
	url     string
	client  *http.Client
	answers atomic.Int64
}

func (s *station) temperature() {
	answer, err := s.client.Get(s.url) // leak: goroutine-leak
	if err != nil {
		return
	}
	answer.Body.Close()
	s.answers.Add(1)
}

// hang is a station that takes a connection and never says a word.
func hang() (net.Listener, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	var open []net.Conn
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			open = append(open, conn)
		}
	}()
	return listener, nil
}

func main() {
	listener, err := hang()
	if err != nil {
		panic(err)
	}
	s := &station{url: "http://" + listener.Addr().String(), client: &http.Client{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/answers", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, s.answers.Load()) })
	serve.Run(mux, serve.Requests(6, "/answers"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 500*time.Millisecond) {
			go s.temperature() // spawn
		}
	})
}
