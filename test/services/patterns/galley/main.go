// Galley asks the kitchens of a ship for the courses of a menu.
package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/galley/crew"
	"leaklens.example/patterns/internal/serve"
)

var errSoldOut = errors.New("sold out")

type course struct {
	name    string
	minutes int
}

type kitchen interface {
	cook(table int) (course, error)
}

type grill struct{ delay time.Duration }

func (g grill) cook(table int) (course, error) {
	time.Sleep(g.delay)
	return course{name: "trout", minutes: table % 20}, nil
}

type pastry struct {
	delay  time.Duration
	closed bool
}

func (p pastry) cook(table int) (course, error) {
	time.Sleep(p.delay)
	if p.closed {
		return course{}, errSoldOut
	}
	return course{name: "tart", minutes: table % 9}, nil
}

func menu(table int, kitchens []kitchen) ([]course, error) {
	c := crew.New()
	ready := make(chan course)
	for _, k := range kitchens {
		c.Go(func() error {
			dish, err := k.cook(table)
			if err != nil {
				return err
			}
			ready <- dish // leak: goroutine-leak
			return nil
		})
	}
	var courses []course
	for range kitchens {
		select {
		case dish := <-ready:
			courses = append(courses, dish)
		case <-c.Failed():
			return nil, c.Err()
		}
	}
	return courses, nil
}

func main() {
	var served, refused atomic.Int64
	rng := rand.New(rand.NewPCG(3, 9))
	mux := http.NewServeMux()
	mux.HandleFunc("/served", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, served.Load(), refused.Load())
	})
	serve.Run(mux, serve.Requests(6, "/served"), func(ctx context.Context, _ string) {
		for table := 0; serve.Pause(ctx, 400*time.Millisecond); table++ {
			kitchens := []kitchen{pastry{delay: 20 * time.Millisecond, closed: table%12 == 11}}
			for range 9 {
				kitchens = append(kitchens, grill{delay: time.Duration(10+rng.IntN(90)) * time.Millisecond})
			}
			if _, err := menu(table, kitchens); err != nil {
				refused.Add(1)
				continue
			}
			served.Add(1)
		}
	})
}
