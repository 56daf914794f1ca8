// Telemetry reads measurements from devices over TCP, a line each.
package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type collector struct {
	listener net.Listener
	lines    atomic.Int64
	sum      atomic.Int64
}

func (c *collector) accept() {
	for {
		conn, err := c.listener.Accept()
		if err != nil {
			return
		}
		go c.read(conn) // spawn
	}
}

func (c *collector) read(conn net.Conn) {
	defer conn.Close()
	lines := bufio.NewReaderSize(conn, 512)
	for {
		line, err := lines.ReadString('\n') // leak: goroutine-leak
		if err != nil {
			return
		}
		n, _ := strconv.Atoi(strings.TrimSpace(line))
		c.lines.Add(1)
		c.sum.Add(int64(n))
	}
}

// devices send a few lines; some lose their network and never say that they have gone.
func (c *collector) devices(ctx context.Context, _ string) {
	var lost []net.Conn
	for n := 0; serve.Pause(ctx, 100*time.Millisecond); n++ {
		conn, err := net.Dial("tcp", c.listener.Addr().String())
		if err != nil {
			continue
		}
		fmt.Fprintf(conn, "%d\n%d\n", n, n+1)
		if n%5 == 0 {
			lost = append(lost, conn)
			continue
		}
		conn.Close()
	}
	fmt.Println(len(lost), "devices were lost")
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	c := &collector{listener: listener}
	go c.accept()
	mux := http.NewServeMux()
	mux.HandleFunc("/lines", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, c.lines.Load()) })
	serve.Run(mux, c.devices, serve.Requests(5, "/lines"))
}
