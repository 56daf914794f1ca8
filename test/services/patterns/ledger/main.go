// Ledger books payments to accounts.
package main

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

var errOverdrawn = errors.New("overdrawn")

type account struct {
	mu      sync.Mutex
	balance int
	history [32]int
	booked  int
}

func (a *account) book(amount int) error {
	a.mu.Lock() // leak: goroutine-leak
	if a.balance+amount < 0 {
		return errOverdrawn
	}
	a.balance += amount
	a.history[a.booked%len(a.history)] = amount
	a.booked++
	a.mu.Unlock()
	return nil
}

type bank struct {
	accounts [40]account
}

func (b *bank) pay(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.URL.Query().Get("n"))
	amount := 100
	if n%7 == 0 {
		amount = -650
	}
	if err := b.accounts[n%len(b.accounts)].book(amount); err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	fmt.Fprintln(w, "booked")
}

func main() {
	b := &bank{}
	mux := http.NewServeMux()
	mux.HandleFunc("/pay", b.pay)
	mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	serve.Run(mux, serve.Requests(12, "/pay?n=%d"), serve.Requests(20, "/health"))
}
