// Sockets holds connections to browsers, two goroutines for each; people open and close them all the time.
package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type socket struct {
	conn net.Conn
	out  chan string
}

type hub struct {
	listener net.Listener
	open     atomic.Int64
}

func (h *hub) accept() {
	for {
		conn, err := h.listener.Accept()
		if err != nil {
			return
		}
		s := &socket{conn: conn, out: make(chan string, 4)}
		go h.read(s)
		go s.write()
	}
}

func (h *hub) read(s *socket) {
	h.open.Add(1)
	defer h.open.Add(-1)
	defer close(s.out)
	for lines := bufio.NewScanner(s.conn); lines.Scan(); {
		s.out <- lines.Text()
	}
}

func (s *socket) write() {
	defer s.conn.Close()
	for text := range s.out {
		fmt.Fprintln(s.conn, text)
	}
}

// browse is one browser: it talks now and then, and closes after a while.
func (h *hub) browse(ctx context.Context) {
	conn, err := net.Dial("tcp", h.listener.Addr().String())
	if err != nil {
		return
	}
	defer conn.Close()
	for range 1 + rand.IntN(8) {
		fmt.Fprintln(conn, "hello")
		if !serve.Pause(ctx, time.Second) {
			return
		}
	}
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	h := &hub{listener: listener}
	go h.accept()
	mux := http.NewServeMux()
	mux.HandleFunc("/open", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, h.open.Load()) })
	serve.Run(mux, serve.Requests(5, "/open"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 60*time.Millisecond) {
			go h.browse(ctx)
		}
	})
}
