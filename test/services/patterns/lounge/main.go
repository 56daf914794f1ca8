// Lounge greets guests, and knows them again when they bring their card.
package main

import (
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type guest struct {
	card  string
	since time.Time
	likes [96]int64
}

type lounge struct {
	guests sync.Map
}

func (l *lounge) greet(card string) *guest {
	if known, ok := l.guests.Load(card); ok {
		return known.(*guest)
	}
	g := &guest{card: card, since: time.Now()} // leak: heap-growth
	l.guests.Store(card, g)                    // also: heap-growth
	return g
}

func main() {
	l := new(lounge)
	mux := http.NewServeMux()
	mux.HandleFunc("/greet", func(w http.ResponseWriter, r *http.Request) {
		for n := range 6 {
			g := l.greet(fmt.Sprintf("%s/%d", r.FormValue("card"), n))
			g.likes[n]++
		}
		fmt.Fprintln(w, "welcome")
	})
	serve.Run(mux, serve.Requests(50, "/greet?card=%d"))
}
