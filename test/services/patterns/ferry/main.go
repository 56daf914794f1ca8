// Ferry brings crates over to the docks on the other side.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type crate struct {
	number int
	dock   string
}

type ferry struct {
	landed atomic.Int64
	under  atomic.Int64
}

func (f *ferry) land(ctx context.Context, c crate) error {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", c.dock)
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = fmt.Fprintln(conn, c.number)
	return err
}

func (f *ferry) deliver(ctx context.Context, c crate) {
	f.under.Add(1)
	defer f.under.Add(-1)
	wait := 50 * time.Millisecond
	for f.land(ctx, c) != nil {
		time.Sleep(wait) // leak: goroutine-leak
		wait = min(wait*2, 4*time.Second)
	}
	f.landed.Add(1)
}

func openDock() (net.Listener, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	go func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				conn.SetReadDeadline(time.Now().Add(time.Second))
				var number int
				fmt.Fscanln(conn, &number)
			}()
		}
	}()
	return ln, nil
}

func main() {
	var docks []string
	for range 2 {
		ln, err := openDock()
		if err != nil {
			log.Fatal(err)
		}
		docks = append(docks, ln.Addr().String())
		if len(docks) == 2 {
			ln.Close()
		}
	}
	f := new(ferry)
	mux := http.NewServeMux()
	mux.HandleFunc("/crates", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, f.landed.Load(), f.under.Load()) })
	serve.Run(mux, serve.Requests(9, "/crates"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 200*time.Millisecond); n++ {
			c := crate{number: n, dock: docks[0]}
			if n%10 == 4 {
				c.dock = docks[1]
			}
			go f.deliver(ctx, c) // spawn
		}
	})
}
