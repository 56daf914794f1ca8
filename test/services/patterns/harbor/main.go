// Harbor asks a register whether ships are known before they may moor.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

// also: net/http.(*persistConn).readLoop
// also: net/http.(*persistConn).writeLoop
// allowed: net/http.(*conn).serve
// allowed: net/http.(*connReader).backgroundRead
// allowed: net/http.(*Transport).dialConn
// allowed: net/http.(*Transport).startDialConnForLocked
// allowed: net/http.(*Transport).dialConnFor
// allowed: net/http.(*conn).readRequest
// allowed: net/http.readRequest
// allowed: net/http.newBufioReader
// allowed: net/http.newBufioWriterSize

type registerClient struct {
	base string
	http *http.Client
}

func (c *registerClient) known(ctx context.Context, ship int) (bool, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/ships/%d", c.base, ship), nil)
	if err != nil {
		return false, err
	}
	res, err := c.http.Do(req) // leak: goroutine-leak
	if err != nil {
		return false, err
	}
	return res.StatusCode == http.StatusOK, nil
}

func startRegister() (string, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /ships/{id}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "ship %s\n%s\n", r.PathValue("id"), strings.Repeat("cargo ", 300))
	})
	go http.Serve(ln, mux)
	return "http://" + ln.Addr().String(), nil
}

func main() {
	base, err := startRegister()
	if err != nil {
		log.Fatal(err)
	}
	register := &registerClient{base: base, http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}}}
	var moored atomic.Int64
	mux := http.NewServeMux()
	mux.HandleFunc("/moored", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, moored.Load()) })
	serve.Run(mux, serve.Requests(10, "/moored"), func(_ context.Context, _ string) {
		arrivals := time.NewTicker(330 * time.Millisecond)
		defer arrivals.Stop()
		ship := 0
		for range arrivals.C {
			ship++
			if ok, err := register.known(context.Background(), ship); err == nil && ok {
				moored.Add(1)
			}
		}
	})
}
