package main

import (
	"bufio"
	"encoding/binary"
	"io"
	"net"
)

const batchSize = 10_000

// A session is one connected device.
type session struct {
	conn    net.Conn
	batches chan []int64
	done    chan struct{} // closed when the device has disconnected
	open    *registry
}

// serve starts the reader and the writer of a new session.
func (g *gateway) serve(conn net.Conn) {
	s := &session{conn: conn, batches: make(chan []int64), done: make(chan struct{}), open: &g.sessions}
	g.sessions.add(s)
	go s.acknowledge()
	go s.receive() // truth: spawn
}

// receive collects the samples of the device in batches, the last of which may be short.
func (s *session) receive() {
	defer s.open.remove(s)
	samples := bufio.NewReader(s.conn)
	for {
		batch := make([]int64, batchSize) // truth: allocation
		n, err := readSamples(samples, batch)
		if err != nil {
			close(s.done)
		}
		s.batches <- batch[:n] // truth: blocked
		if err != nil {
			return
		}
	}
}

// acknowledge tells the device how many samples have arrived.
func (s *session) acknowledge() {
	defer s.conn.Close()
	for {
		select {
		case batch := <-s.batches:
			binary.Write(s.conn, binary.BigEndian, uint32(len(batch)))
		case <-s.done:
			return
		}
	}
}

// readSamples fills batch, and returns early when the device disconnects.
func readSamples(r io.Reader, batch []int64) (n int, err error) {
	var sample [8]byte
	for n < len(batch) {
		if _, err := io.ReadFull(r, sample[:]); err != nil {
			return n, err
		}
		batch[n] = int64(binary.BigEndian.Uint64(sample[:]))
		n++
	}
	return n, nil
}
