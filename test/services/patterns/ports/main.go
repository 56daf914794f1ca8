// Ports listens on many ports, one for each tenant, most of which nobody calls.
package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type gate struct {
	listener net.Listener
	calls    atomic.Int64
}

func (g *gate) accept() {
	for {
		conn, err := g.listener.Accept()
		if err != nil {
			return
		}
		go g.echo(conn)
	}
}

func (g *gate) echo(conn net.Conn) {
	defer conn.Close()
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		g.calls.Add(1)
		fmt.Fprintln(conn, lines.Text())
	}
}

func call(address string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	fmt.Fprintln(conn, "hello")
	_, err = bufio.NewReader(conn).ReadString('\n')
	return err
}

func main() {
	var gates []*gate
	for range 60 {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			panic(err)
		}
		g := &gate{listener: listener}
		gates = append(gates, g)
		go g.accept()
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/calls", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, gates[0].calls.Load()) })
	serve.Run(mux, serve.Requests(5, "/calls"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 30*time.Millisecond); n++ {
			call(gates[n%7].listener.Addr().String())
		}
	})
}
