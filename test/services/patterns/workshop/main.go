// Workshop has each order made by a few workers of its own.
package main

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"

	"leaklens.example/patterns/internal/serve"
)

type piece struct{ order, number int }

type crew struct {
	pieces chan piece
	errs   chan error
	made   *atomic.Int64
}

func hire(hands int, made *atomic.Int64) *crew {
	c := &crew{pieces: make(chan piece), errs: make(chan error, hands), made: made}
	for range hands {
		go func() { c.errs <- c.labour() }() // spawn
	}
	return c
}

func (c *crew) labour() error {
	for p := range c.pieces { // leak: goroutine-leak
		if p.number < 0 {
			return errors.New("no such piece")
		}
		c.made.Add(1)
	}
	return nil
}

func (c *crew) finish(order, pieces int) error {
	for n := range pieces {
		if order%17 == 0 && n == 3 {
			return fmt.Errorf("order %d: out of wood", order)
		}
		c.pieces <- piece{order: order, number: n}
	}
	close(c.pieces)
	for range cap(c.errs) {
		if err := <-c.errs; err != nil {
			return err
		}
	}
	return nil
}

func main() {
	var made atomic.Int64
	mux := http.NewServeMux()
	mux.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) {
		order, _ := strconv.Atoi(r.FormValue("n"))
		if err := hire(4, &made).finish(order, 8); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintln(w, made.Load())
	})
	serve.Run(mux, serve.Requests(20, "/order?n=%d"))
}
