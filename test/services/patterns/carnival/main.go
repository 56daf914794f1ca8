// Carnival lets visitors in, more and more of them, until it is full of life.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	"time"

	"leaklens.example/patterns/carnival/gate"
	"leaklens.example/patterns/internal/serve"
)

func visit(addr string, visitor int, stay time.Duration) error {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	fmt.Fprintf(conn, "visitor %d\n", visitor)
	time.Sleep(stay)
	fmt.Fprintln(conn, "bye")
	return nil
}

func main() {
	g, err := gate.Open()
	if err != nil {
		log.Fatal(err)
	}
	go g.Run()
	mux := http.NewServeMux()
	mux.HandleFunc("/inside", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, g.Inside()) })
	serve.Run(mux, serve.Requests(4, "/inside"), func(ctx context.Context, _ string) {
		start := time.Now()
		for visitor := 0; ; visitor++ {
			perSecond := 1 + min(time.Since(start), 24*time.Second).Seconds()/2
			if !serve.Pause(ctx, time.Duration(float64(time.Second)/perSecond)) {
				return
			}
			stay := time.Duration(1500+visitor*37%2500) * time.Millisecond
			go func() {
				if err := visit(g.Addr(), visitor, stay); err != nil {
					log.Print(err)
				}
			}()
		}
	})
}
