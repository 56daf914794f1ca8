// Atlas finds places by the beginning of their name.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/atlas/trie"
	"leaklens.example/patterns/internal/serve"
)

type atlas struct {
	places atomic.Pointer[trie.Trie[int]]
}

func (a *atlas) rebuild(edition int) {
	places := trie.New[int]()
	for n := range 60_000 {
		places.Insert(fmt.Sprintf("%05x", (n*7919+edition)%1_000_000), n)
	}
	a.places.Store(places)
}

func (a *atlas) count(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, a.places.Load().Count(r.FormValue("prefix")))
}

func main() {
	a := new(atlas)
	a.rebuild(0)
	mux := http.NewServeMux()
	mux.HandleFunc("/count", a.count)
	serve.Run(mux, serve.Requests(16, "/count?prefix=a%d"), func(ctx context.Context, _ string) {
		for edition := 1; serve.Pause(ctx, 6*time.Second); edition++ {
			a.rebuild(edition)
		}
	})
}
