// Connector talks to a broker over one connection per topic, opened when the topic is used first.
package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type topic struct {
	broker string
	once   sync.Once
	conn   net.Conn
}

type connector struct {
	published atomic.Int64
	other     *topic
	silent    *topic
}

// dial greets the broker. A broker that is overloaded accepts, and answers much later.
func (t *topic) dial() {
	conn, err := net.Dial("tcp", t.broker)
	if err != nil {
		return
	}
	conn.Read(make([]byte, 1))
	t.conn = conn
}

func (c *connector) publish(t *topic, text string) {
	t.once.Do(t.dial) // leak: goroutine-leak
	if t.conn != nil {
		fmt.Fprintln(t.conn, text)
	}
	c.published.Add(1)
}

func broker(greet bool) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	var conns []net.Conn
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			conns = append(conns, conn)
			if greet {
				conn.Write([]byte{1})
			}
		}
	}()
	return listener.Addr().String()
}

func main() {
	c := &connector{other: &topic{broker: broker(true)}, silent: &topic{broker: broker(false)}}
	mux := http.NewServeMux()
	mux.HandleFunc("/published", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, c.published.Load()) })
	serve.Run(mux, serve.Requests(5, "/published"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 100*time.Millisecond); n++ {
			t := c.other
			if n%3 == 0 {
				t = c.silent
			}
			go c.publish(t, fmt.Sprint("message ", n)) // spawn
		}
	})
}
