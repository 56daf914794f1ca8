// Transfers moves money between the accounts of a customer.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type account struct {
	mu      sync.Mutex
	balance int
}

type bank struct {
	moved atomic.Int64
}

func (b *bank) transfer(from, to *account, amount int) {
	from.mu.Lock()
	defer from.mu.Unlock()
	time.Sleep(time.Millisecond)
	to.mu.Lock() // leak: goroutine-leak
	defer to.mu.Unlock()
	from.balance -= amount
	to.balance += amount
	b.moved.Add(1)
}

func (b *bank) customer(n int) {
	giro, savings := &account{balance: 100}, &account{balance: 100}
	if n%5 != 0 {
		b.transfer(giro, savings, 10)
		b.transfer(savings, giro, 10)
		return
	}
	go b.transfer(giro, savings, 10) // spawn
	go b.transfer(savings, giro, 20) // spawn
}

func main() {
	b := &bank{}
	mux := http.NewServeMux()
	mux.HandleFunc("/moved", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, b.moved.Load()) })
	serve.Run(mux, serve.Requests(5, "/moved"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 60*time.Millisecond); n++ {
			b.customer(n)
		}
	})
}
