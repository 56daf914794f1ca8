// Package wire speaks the line protocol of the vans.
package wire

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"sync/atomic"
)

// A Server takes positions of vans, one per line.
type Server struct {
	ln        net.Listener
	positions atomic.Int64
}

// Listen opens a free port.
func Listen() (*Server, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	return &Server{ln: ln}, nil
}

func (s *Server) Addr() string     { return s.ln.Addr().String() }
func (s *Server) Positions() int64 { return s.positions.Load() }

// Serve answers connections until the listener is closed.
func (s *Server) Serve() error {
	for {
		conn, err := s.ln.Accept()
		if err != nil {
			return err
		}
		go s.attend(conn) // spawn
	}
}

func (s *Server) attend(conn net.Conn) {
	defer conn.Close()
	r := bufio.NewReaderSize(conn, 8<<10)
	for {
		line, err := r.ReadString('\n') // leak: goroutine-leak
		if err != nil {
			return
		}
		s.positions.Add(1)
		if _, err := fmt.Fprintf(conn, "ok %s\n", strings.TrimSpace(line)); err != nil {
			return
		}
	}
}
