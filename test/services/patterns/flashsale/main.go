// Flashsale is quiet until a sale begins; then everybody wants to buy at the same time.
package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type sale struct {
	sold  atomic.Int64
	payed chan int
}

func (s *sale) buy(customer int) {
	time.Sleep(rand.N(4 * time.Second))
	s.payed <- customer
}

func (s *sale) cashier() {
	for range s.payed {
		time.Sleep(4 * time.Millisecond)
		s.sold.Add(1)
	}
}

func main() {
	s := &sale{payed: make(chan int)}
	for range 4 {
		go s.cashier()
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/sold", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, s.sold.Load()) })
	serve.Run(mux, serve.Requests(10, "/sold"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 12*time.Second) {
			for customer := range 1200 {
				go s.buy(customer)
			}
		}
	})
}
