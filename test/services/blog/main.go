// Blog serves posts from a small key-value store, through a router that calls its handlers by reflection.
//
// The leak: the router remembers every path that it was ever asked for, and each takes a pool of 800 pages with it.
package main

import (
	"flag"
	"log"
	"net"
	"net/http"
)

func main() {
	rate := flag.Int("rate", 20, "requests per second, every other one for a path that does not exist")
	maxRoutes := flag.Int("max", 4_000, "remember no more than this many unknown paths")
	flag.Parse()

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	b := newBlog(&store{table: newMemtable()}, *maxRoutes)
	ctx, err := launch(b, http.NewServeMux())
	if err != nil {
		log.Fatal(err)
	}
	go http.Serve(listener, b.router)
	go drive(ctx, listener.Addr().String(), *rate)
	<-ctx.Done()
}
