// Package gate counts who is inside.
package gate

import (
	"bufio"
	"net"
	"sync/atomic"
)

type Gate struct {
	ln     net.Listener
	inside atomic.Int32
}

func Open() (*Gate, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	return &Gate{ln: ln}, nil
}

func (g *Gate) Addr() string  { return g.ln.Addr().String() }
func (g *Gate) Inside() int32 { return g.inside.Load() }

func (g *Gate) Run() error {
	for {
		conn, err := g.ln.Accept()
		if err != nil {
			return err
		}
		go g.guide(conn)
	}
}

func (g *Gate) guide(conn net.Conn) {
	defer conn.Close()
	g.inside.Add(1)
	defer g.inside.Add(-1)
	words := bufio.NewScanner(bufio.NewReaderSize(conn, 32<<10))
	for words.Scan() {
		if words.Text() == "bye" {
			return
		}
	}
}
