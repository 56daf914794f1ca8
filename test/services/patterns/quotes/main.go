// Quotes asks a price feed, and gives up when the feed is slow.
package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type quote struct {
	symbol string
	price  float64
}

type feed struct {
	mu   sync.Mutex
	last map[string]quote
}

func (f *feed) ask(symbol string) quote {
	time.Sleep(rand.N(40 * time.Millisecond))
	f.mu.Lock()
	defer f.mu.Unlock()
	q := quote{symbol: symbol, price: f.last[symbol].price + rand.Float64() - 0.5}
	f.last[symbol] = q
	return q
}

func (f *feed) quote(symbol string) (quote, error) {
	answer := make(chan quote)
	go func() {
		q := f.ask(symbol)
		answer <- q // leak: goroutine-leak
	}()
	select {
	case q := <-answer:
		return q, nil
	case <-time.After(30 * time.Millisecond):
		return quote{}, errors.New("the feed is too slow")
	}
}

func main() {
	prices := &feed{last: make(map[string]quote)}
	mux := http.NewServeMux()
	mux.HandleFunc("/quote", func(w http.ResponseWriter, r *http.Request) {
		q, err := prices.quote(r.URL.Query().Get("symbol"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusGatewayTimeout)
			return
		}
		fmt.Fprintf(w, "%s %.2f\n", q.symbol, q.price)
	})
	mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	serve.Run(mux, serve.Requests(40, "/quote?symbol=ABC"), serve.Requests(10, "/health"))
}
