// Crowd holds as many allocation stacks and waiting goroutines as it is told to, and does nothing else: what is asked of it is
// all that it does.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
)

const depth = 15 // calls in a stack: 2^15 different ways

var kept [][]byte

// odd and even keep a page at the end of a way of calls that the bits of a number name.
func odd(way, left int)  { step(way, left) }
func even(way, left int) { step(way, left) }

func step(way, left int) {
	switch {
	case left == 0:
		kept = append(kept, make([]byte, 16<<10))
	case way&1 == 1:
		odd(way>>1, left-1)
	default:
		even(way>>1, left-1)
	}
}

func wait(c chan int, calls int) int {
	if calls > 0 {
		return 1 + wait(c, calls-1)
	}
	return <-c
}

func init() { runtime.MemProfileRate = 8 << 10 } // at the usual rate, so many stacks would need gigabytes to be seen

func main() {
	stacks := flag.Int("stacks", 300, "allocation stacks")
	goroutines := flag.Int("goroutines", 50, "goroutines that wait")
	flag.Parse()
	for way := 0; way < *stacks; way++ {
		step(way, depth)
	}
	never := make(chan int)
	for i := 0; i < *goroutines; i++ {
		go wait(never, i%12)
	}
	runtime.GC() // a profile shows what the last collection but one found
	runtime.GC()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening on http://%s\n", listener.Addr())
	go func() { log.Fatal(http.Serve(listener, nil)) }()
	io.Copy(io.Discard, os.Stdin) // ends with whoever started it
}
