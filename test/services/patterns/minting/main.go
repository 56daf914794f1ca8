// Minting makes tokens which hold for a while.
package main

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

const lifetime = 20 * time.Second

type token struct {
	until  time.Time
	claims []string
	seal   [3000]byte
}

type mint struct {
	tokens sync.Map
	made   atomic.Int64
}

func (m *mint) strike(owner string) *token {
	t := &token{until: time.Now().Add(lifetime)}
	for n := range 30 {
		t.claims = append(t.claims, owner+"/"+strconv.Itoa(n))
	}
	m.tokens.Store(m.made.Add(1), t)
	return t
}

func (m *mint) sweep(ctx context.Context, _ string) {
	tick := time.NewTicker(2 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			m.tokens.Range(func(number, t any) bool {
				if now.After(t.(*token).until) {
					m.tokens.Delete(number)
				}
				return true
			})
		}
	}
}

func main() {
	m := new(mint)
	mux := http.NewServeMux()
	mux.HandleFunc("/mint", func(w http.ResponseWriter, r *http.Request) {
		for n := range 5 {
			fmt.Fprintln(w, m.strike(r.FormValue("for") + strconv.Itoa(n)).claims[0])
		}
	})
	serve.Run(mux, serve.Requests(25, "/mint?for=%d"), m.sweep)
}
