// Package probe collects what the packages here try: each resource of a library left open, and given back.
package probe

import (
	"context"
	"fmt"
	"net"
	"runtime/pprof"
)

// Times is how often each case runs.
const Times = 3

// A Case opens a resource of the table of libraries.
type Case struct {
	// Entry is its name in the table.
	Entry string
	// End is what becomes of it: left, closed, or made once and kept.
	End string
	Run func() error
}

var (
	starts []func() error
	cases  []Case
)

// Forever is a context that ends with the process.
var Forever, end = context.WithCancel(context.Background())

var _ = end

// Start has something begin before the cases run: a server that they ask. Its goroutines belong to no case.
func Start(start func() error) { starts = append(starts, start) }

// Try has a resource left open by one function, and closed by another.
func Try(entry string, left, closed func() error) {
	cases = append(cases, Case{entry, "left", left}, Case{entry, "closed", closed})
}

// TryOnce is for what nothing ends: its healthy twin makes one for all calls.
func TryOnce(entry string, left, once func() error) {
	cases = append(cases, Case{entry, "left", left}, Case{entry, "once", once})
}

// Cases begins what they need, and returns them.
func Cases() ([]Case, error) {
	for _, start := range starts {
		if err := start(); err != nil {
			return nil, fmt.Errorf("a server does not start: %w", err)
		}
	}
	return cases, nil
}

// As runs something as a case does: the goroutines that it starts, and those that they start, are the case's.
func As(entry, end string, run func() error) (err error) {
	pprof.Do(context.Background(), pprof.Labels("entry", entry, "end", end), func(context.Context) { err = run() })
	return err
}

// Nobody is an address at which nothing listens.
const Nobody = "127.0.0.1:1"

// Listen has each connection to a free port answered, and returns its address.
func Listen(answer func(net.Conn)) (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				answer(conn)
			}()
		}
	}()
	return listener.Addr().String(), nil
}
