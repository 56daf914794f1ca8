// Gateway takes samples from devices over TCP: two goroutines for each connection, one reads and one acknowledges.
//
// The leak: when a device disconnects in the middle of a batch, its reader waits for ever for the writer to take the rest.
package main

import (
	"flag"
	"log"
	"net"
	"net/http"
)

func main() {
	rate := flag.Int("rate", 20, "devices that connect, send and disconnect per second")
	maxStuck := flag.Int("max", 10_000, "leak no more than this many connections")
	forget := flag.Bool("forget", false, "keep no session within reach, so that the runtime can prove the leak; a fix releases none")
	flag.Parse()

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	g := &gateway{listener: listener, max: *maxStuck}
	g.sessions.countOnly = *forget
	ctx, err := launch(g, http.NewServeMux())
	if err != nil {
		log.Fatal(err)
	}
	go g.accept()
	go drive(ctx, g, *rate)
	<-ctx.Done()
}
