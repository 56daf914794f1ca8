package main

import (
	"context"
	"encoding/binary"
	"io"
	"log"
	"net"
	"time"
)

// drive lets devices come and go: the load of the gateway, from inside its own process.
func drive(ctx context.Context, g *gateway, rate int) {
	samples := make([]byte, batchSize*8)
	for i := 0; i < batchSize; i++ {
		binary.BigEndian.PutUint64(samples[i*8:], uint64(i))
	}
	ticker := time.NewTicker(time.Second / time.Duration(rate))
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			if g.calm.Load() {
				continue
			}
			if err := visit(g.listener.Addr().String(), samples); err != nil {
				log.Print(err)
			}
		case <-ctx.Done():
			return
		}
	}
}

// visit is one device: it sends a batch, waits until that is acknowledged, and breaks off in the middle of the next.
func visit(addr string, samples []byte) error {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(2 * time.Second))
	if _, err := conn.Write(samples); err != nil {
		return err
	}
	var received [4]byte
	if _, err := io.ReadFull(conn, received[:]); err != nil {
		return err
	}
	_, err = conn.Write(samples[:len(samples)/2])
	return err
}
