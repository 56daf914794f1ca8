// Load asks a service as its users would: slowly at first, with a swing, with bursts, and with pauses in which nobody asks.
//
//	load -url http://127.0.0.1:6060 '/order?id={id} 30' '/geo?id={id} 2'
//
// Behind each path stands how often a second. It ends with its standard input.
package main

import (
	"context"
	"flag"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

var (
	url       = flag.String("url", "", "the service")
	quietFrom = flag.Duration("quiet-from", 0, "begin of a long pause, in which only orders come")
	quietTo   = flag.Duration("quiet-to", 0, "its end")
	next      atomic.Int64
	client    = &http.Client{Timeout: 4 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 8, IdleConnTimeout: 7 * time.Second}}
)

// share is the load at a moment, relative to its mean.
func share(at time.Duration) float64 {
	s := at.Seconds()
	load := 1 + 0.3*math.Sin(2*math.Pi*s/13)
	if math.Mod(s, 19) > 17 {
		load *= 3
	}
	if math.Mod(s, 31) > 28 {
		return 0
	}
	return load * min(1, s/6)
}

func drive(path string, perSecond float64) {
	begin, last, due := time.Now(), time.Now(), 0.0
	places := make(chan struct{}, 32)
	for now := range time.Tick(20 * time.Millisecond) {
		at := now.Sub(begin)
		if quiet := at > *quietFrom && at < *quietTo; !quiet || strings.HasPrefix(path, "/order") {
			due += perSecond * share(at) * now.Sub(last).Seconds() * (0.5 + rand.Float64())
		}
		last = now
		for ; due >= 1; due-- {
			select {
			case places <- struct{}{}:
				go func() {
					defer func() { <-places }()
					ask(path)
				}()
			default: // They are all waiting: users do not queue for ever either.
			}
		}
	}
}

func ask(path string) {
	id := strconv.FormatInt(100_000+next.Add(1), 10)
	address := *url + strings.ReplaceAll(path, "{id}", id)
	if strings.HasPrefix(path, "/ws") {
		talk(address)
		return
	}
	answer, err := client.Get(address)
	if err != nil {
		return
	}
	defer answer.Body.Close()
	io.Copy(io.Discard, answer.Body)
}

// talk keeps a WebSocket for some seconds, and leaves without a word, as browsers do.
func talk(address string) {
	ctx, cancel := context.WithTimeout(context.Background(), 4*time.Second)
	defer cancel()
	conn, _, err := websocket.DefaultDialer.DialContext(ctx, "ws"+strings.TrimPrefix(address, "http"), nil)
	if err != nil {
		return
	}
	defer conn.Close()
	conn.SetReadDeadline(time.Now().Add(time.Second + rand.N(3*time.Second)))
	for err == nil {
		_, _, err = conn.ReadMessage()
	}
}

func main() {
	flag.Parse()
	for _, plan := range flag.Args() {
		path, rate, _ := strings.Cut(plan, " ")
		perSecond, err := strconv.ParseFloat(rate, 64)
		if err != nil {
			panic(err)
		}
		go drive(path, perSecond)
	}
	io.Copy(io.Discard, os.Stdin)
}
