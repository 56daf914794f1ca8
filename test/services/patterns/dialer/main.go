// Dialer lends connections to an exchange from a pool, which grows to its limit.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"leaklens.example/patterns/internal/serve"
)

const most = 24

type line struct {
	conn    net.Conn
	answers chan string
}

func (l *line) listen() {
	defer close(l.answers)
	for lines := bufio.NewScanner(l.conn); lines.Scan(); {
		l.answers <- lines.Text()
	}
}

type pool struct {
	exchange string
	idle     chan *line
	slots    chan struct{}
}

func (p *pool) borrow(ctx context.Context) (*line, error) {
	select {
	case l := <-p.idle:
		return l, nil
	default:
	}
	select {
	case l := <-p.idle:
		return l, nil
	case p.slots <- struct{}{}:
		conn, err := net.Dial("tcp", p.exchange)
		if err != nil {
			<-p.slots
			return nil, err
		}
		l := &line{conn: conn, answers: make(chan string)}
		go l.listen()
		return l, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *pool) ask(ctx context.Context, what string) (string, error) {
	l, err := p.borrow(ctx)
	if err != nil {
		return "", err
	}
	defer func() { p.idle <- l }()
	fmt.Fprintln(l.conn, what)
	return <-l.answers, nil
}

func echo(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go io.Copy(conn, conn)
	}
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go echo(listener)
	p := &pool{exchange: listener.Addr().String(), idle: make(chan *line, most), slots: make(chan struct{}, most)}
	mux := http.NewServeMux()
	mux.HandleFunc("/ask", func(w http.ResponseWriter, r *http.Request) {
		answer, err := p.ask(r.Context(), "who is "+r.FormValue("n"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		time.Sleep(20 * time.Millisecond)
		fmt.Fprintln(w, answer)
	})
	serve.Run(mux, serve.Requests(60, "/ask?n=%d"), func(ctx context.Context, url string) {
		for burst := 2; serve.Pause(ctx, 2*time.Second); burst += 2 {
			for range min(burst, 60) {
				go p.ask(ctx, "burst")
			}
		}
	})
}
