// Ballots counts the votes of each district, and reports every district once it is done.
package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"leaklens.example/patterns/internal/serve"
)

var errRecount = errors.New("recount needed")

type district struct {
	id    int
	votes [4]int
}

func (d *district) count() error {
	for range 5_000 {
		d.votes[rand.IntN(len(d.votes))]++
	}
	if d.id%4 == 0 {
		return errRecount
	}
	return nil
}

type office struct {
	counted, recounts int
}

func tally(d *district, done chan<- error) {
	if err := d.count(); err != nil {
		done <- err
	}
	done <- nil // leak: goroutine-leak
}

func (o *office) evening(ctx context.Context, _ string) {
	for id := 0; serve.Pause(ctx, 50*time.Millisecond); id++ {
		done := make(chan error)
		go tally(&district{id: id}, done) // spawn
		if err := <-done; err != nil {
			o.recounts++
		}
		o.counted++
	}
}

func main() {
	o := &office{}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "counting") })
	serve.Run(mux, o.evening, serve.Requests(8, "/"))
}
