// Package serve is what every program here shares: its address, pprof, its traffic and its end.
package serve

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/signal"
	"syscall"
)

var (
	addr          = flag.String("addr", "127.0.0.1:6060", "address of the HTTP server; port 0 takes a free one")
	exitWithStdin = flag.Bool("exit-with-stdin", false, "end when standard input closes, that is, with the parent")
)

// A Driver is traffic: it keeps the program at url busy until ctx ends.
type Driver func(ctx context.Context, url string)

// Run serves mux and pprof, starts the drivers, and returns when the process has been told to end.
func Run(mux *http.ServeMux, drivers ...Driver) {
	flag.Parse()
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer cancel()
	if *exitWithStdin {
		go func() {
			io.Copy(io.Discard, os.Stdin)
			cancel()
		}()
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	mux.Handle("/debug/pprof/", http.DefaultServeMux)
	go http.Serve(listener, mux)
	url := "http://" + listener.Addr().String()
	fmt.Println("listening on", url)
	for _, drive := range drivers {
		go drive(ctx, url)
	}
	<-ctx.Done()
}
