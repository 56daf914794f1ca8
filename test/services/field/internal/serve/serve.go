// Package serve is what every service here shares: its address, pprof, what it asks of others, and healthy traffic of its own.
package serve

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

var (
	addr          = flag.String("addr", "127.0.0.1:6060", "address of the HTTP server; port 0 takes a free one")
	exitWithStdin = flag.Bool("exit-with-stdin", false, "end when standard input closes, that is, with the parent")
)

// Context lives as long as the process.
var Context, stop = signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)

// Upstream is where tools/upstream answers one of http, grpc, nats, redis.
func Upstream(kind string) string { return os.Getenv("UPSTREAM_" + kind) }

// Run serves what routes adds, orders and pprof, until the process has been told to end.
func Run(routes func(mux *http.ServeMux)) {
	flag.Parse()
	if *exitWithStdin {
		go func() {
			io.Copy(io.Discard, os.Stdin)
			stop()
		}()
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	routes(mux)
	addOrders(mux)
	addProfiles(mux)
	go http.Serve(listener, mux)
	fmt.Printf("listening on http://%s\n", listener.Addr())
	<-Context.Done()
}

// Text answers with what work makes of the request's id.
func Text(work func(ctx context.Context, id string) (string, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		text, err := work(r.Context(), r.URL.Query().Get("id"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		io.WriteString(w, text)
	}
}
