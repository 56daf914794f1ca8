// Foundling looks visitors up by their names. Most have been here before; each new one gets a card that nobody throws away.
package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

type card struct {
	name   string
	visits int
	marks  []uint64
}

type drawer struct {
	mu    sync.Mutex
	cards map[string]*card
}

func newCard(name string) *card {
	return &card{name: name, marks: make([]uint64, 2000)} // leak: heap-growth
}

func (d *drawer) visit(name string) *card {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.cards[name]
	if c == nil {
		c = newCard(name)
		d.cards[name] = c
	}
	c.visits++
	return c
}

func main() {
	d := &drawer{cards: map[string]*card{}}
	for n := range 2500 {
		d.visit("regular " + strconv.Itoa(n))
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/visit", func(w http.ResponseWriter, r *http.Request) {
		name := "regular " + strconv.Itoa(rand.N(2500))
		if rand.N(3) == 0 {
			name = "passer-by " + r.FormValue("n")
		}
		c := d.visit(name)
		page := make([]byte, 100_000)
		fmt.Fprintln(w, c.name, c.visits, len(page))
		w.Write(page[:500])
	})
	serve.Run(mux, serve.Requests(50, "/visit?n=%d"))
}
