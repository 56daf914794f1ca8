// Auditlog writes down who did what, in the background, so that nobody has to wait for the disk.
package main

import (
	"fmt"
	"io"
	"net/http"
	"sync/atomic"

	"leaklens.example/patterns/internal/serve"
)

type entry struct {
	who, what string
}

type audit struct {
	entries chan entry
	written atomic.Int64
}

// open starts the writer. The tests of this service do without it, and so does its demo mode.
func (a *audit) open(out io.Writer) {
	a.entries = make(chan entry, 16)
	go func() {
		for e := range a.entries {
			fmt.Fprintln(out, e.who, e.what)
			a.written.Add(1)
		}
	}()
}

func (a *audit) record(e entry) {
	go func() {
		a.entries <- e // leak: goroutine-leak
	}()
}

func main() {
	live, demo := &audit{}, &audit{}
	live.open(io.Discard)
	mux := http.NewServeMux()
	mux.HandleFunc("/act", func(w http.ResponseWriter, r *http.Request) {
		log := live
		if r.URL.Query().Has("demo") {
			log = demo
		}
		log.record(entry{who: r.RemoteAddr, what: r.URL.Path})
		fmt.Fprintln(w, "done")
	})
	serve.Run(mux, serve.Requests(20, "/act"), serve.Requests(6, "/act?demo=1"))
}
