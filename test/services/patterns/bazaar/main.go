// Bazaar asks stalls for their prices.
package main

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"leaklens.example/patterns/bazaar/once"
	"leaklens.example/patterns/internal/serve"
)

var errNoDeal = errors.New("no deal")

type prices struct{ group once.Group[int, string] }

func haggle(stall int) func() (string, error) {
	return func() (string, error) {
		time.Sleep(time.Duration(30+stall) * time.Millisecond)
		if stall%6 == 3 {
			return "", errNoDeal
		}
		return fmt.Sprintf("%d dinars", 10+stall*3), nil
	}
}

type answer struct {
	price string
	err   error
}

func (p *prices) get(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.URL.Query().Get("n"))
	stall := n * 5 % 24
	got := make(chan answer, 1)
	go func() { // spawn
		price, err := p.group.Do(stall, haggle(stall))
		got <- answer{price, err}
	}()
	select {
	case a := <-got:
		if a.err != nil {
			http.Error(w, a.err.Error(), http.StatusBadGateway)
			return
		}
		fmt.Fprintln(w, a.price)
	case <-time.After(300 * time.Millisecond):
		http.Error(w, "come again", http.StatusGatewayTimeout)
	}
}

func main() {
	p := new(prices)
	mux := http.NewServeMux()
	mux.HandleFunc("/price", p.get)
	serve.Run(mux, serve.Requests(18, "/price?n=%d"))
}
