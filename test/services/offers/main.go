// Offers leaks, and only some of the profiles that would show it: the rest is forbidden, as by a gateway that lets through what
// somebody asked for once.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"strings"
	"time"
)

var (
	addr          = flag.String("addr", "127.0.0.1:6060", "address of the HTTP server; port 0 takes a free one")
	exitWithStdin = flag.Bool("exit-with-stdin", false, "end when standard input closes, that is, with the parent")
	only          = flag.String("only", "heap,goroutine", "profiles that are served, by their names")
)

var kept [][]byte

// leak keeps a quarter of a megabyte and two goroutines.
func leak() {
	kept = append(kept, make([]byte, 256*1024)) // keeps
	never := make(chan int)
	for i := 0; i < 2; i++ {
		go func() { never <- 1 }() // waits
	}
}

func main() {
	flag.Parse()
	mux := http.NewServeMux()
	for _, name := range strings.Split(*only, ",") {
		mux.Handle("/debug/pprof/"+name, pprof.Handler(name))
	}
	mux.HandleFunc("/debug/pprof/", func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "not from here", http.StatusForbidden)
	})
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	go http.Serve(listener, mux)
	fmt.Printf("listening on http://%s\n", listener.Addr())
	if *exitWithStdin {
		go func() {
			io.Copy(io.Discard, os.Stdin)
			os.Exit(0)
		}()
	}
	for range time.Tick(50 * time.Millisecond) {
		leak()
		garbage = make([]byte, 4*1024*1024)
	}
}

// garbage makes the collector run.
var garbage []byte
