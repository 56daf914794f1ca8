// Healthy is busy and leaks nothing: a cache that fills up to its bound, workers, tickers, bursts of goroutines that end,
// connections that idle and polls that take long. Whoever reports a leak here is wrong.
package main

import (
	"flag"
	"log"
	"net"
	"net/http"
	"runtime"
)

func main() {
	rate := flag.Int("rate", 200, "requests for an item per second")
	entries := flag.Int("cache", 2_000, "bound of the cache, in entries of 4 KB")
	flag.Parse()

	runtime.SetBlockProfileRate(10_000) // a sample for every 10 µs of waiting
	runtime.SetMutexProfileFraction(1)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	ctx, err := launch(noLeak{}, http.NewServeMux())
	if err != nil {
		log.Fatal(err)
	}
	s := newShop(*entries)
	for i := 0; i < workers; i++ {
		go s.work()
	}
	go s.measure(ctx)
	go http.Serve(listener, s.routes())
	drive(ctx, "http://"+listener.Addr().String(), *rate, 2**entries)
	<-ctx.Done()
}

// noLeak is what the switches of this service do: nothing.
type noLeak struct{}

func (noLeak) name() string         { return "healthy" }
func (noLeak) start()               {}
func (noLeak) stop()                {}
func (noLeak) fix()                 {}
func (noLeak) leaked() (int, int64) { return 0, 0 }
func (noLeak) sites() []site        { return nil }
