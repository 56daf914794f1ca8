// Courier follows a fleet of vans, which tell their positions over TCP.
package main

import (
	"bufio"
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/courier/wire"
	"leaklens.example/patterns/internal/serve"
)

type fleet struct {
	depot string
	mu    sync.Mutex
	links map[string]net.Conn
}

func (f *fleet) link(van string) (net.Conn, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if conn, ok := f.links[van]; ok {
		return conn, nil
	}
	conn, err := net.DialTimeout("tcp", f.depot, time.Second)
	if err != nil {
		return nil, err
	}
	f.links[van] = conn
	return conn, nil
}

func (f *fleet) report(van string, lat, lon float64) error {
	conn, err := f.link(van)
	if err != nil {
		return err
	}
	fmt.Fprintf(conn, "%s %.4f %.4f\n", van, lat, lon)
	_, err = bufio.NewReaderSize(conn, 128).ReadString('\n')
	return err
}

// tours drives twelve vans which report often, and one more tour twice a second, each under a name of its own.
func (f *fleet) tours(ctx context.Context, _ string) {
	for n := 0; serve.Pause(ctx, 500*time.Millisecond); n++ {
		if err := f.report(fmt.Sprintf("tour-%d", n), 48+float64(n)/1e4, 9); err != nil {
			log.Print(err)
		}
		for v := range 3 {
			if err := f.report(fmt.Sprintf("van-%d", (n*3+v)%12), 48, 9+float64(n)/1e4); err != nil {
				log.Print(err)
			}
		}
	}
}

func main() {
	depot, err := wire.Listen()
	if err != nil {
		log.Fatal(err)
	}
	go depot.Serve()
	f := &fleet{depot: depot.Addr(), links: map[string]net.Conn{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/positions", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, depot.Positions()) })
	serve.Run(mux, serve.Requests(8, "/positions"), f.tours)
}
