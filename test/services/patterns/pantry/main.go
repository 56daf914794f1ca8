// Pantry looks up recipes. Some of them are asked for all the time, most of them once.
package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"leaklens.example/patterns/internal/serve"
	"leaklens.example/patterns/pantry/lru"
)

type recipe struct {
	title string
	text  []byte
}

func fetch(number int) recipe {
	text := make([]byte, 18<<10) // leak: heap-growth
	for i := range text {
		text[i] = byte('a' + (i+number)%26)
	}
	return recipe{title: fmt.Sprint("Recipe ", number), text: text}
}

type pantry struct {
	recipes *lru.Cache[int, recipe]
	rand    *rand.Rand
	misses  int
}

func (p *pantry) recipe(number int) recipe {
	if r, ok := p.recipes.Get(number); ok {
		return r
	}
	r := fetch(number)
	p.recipes.Put(number, r)
	p.misses++
	return r
}

func (p *pantry) cook(ctx context.Context, _ string) {
	for serve.Pause(ctx, 25*time.Millisecond) {
		number := p.rand.IntN(150)
		if p.rand.IntN(10) < 7 {
			number = 1000 + p.rand.IntN(1_000_000)
		}
		_ = p.recipe(number).title
	}
}

func main() {
	p := &pantry{recipes: lru.New[int, recipe](400), rand: rand.New(rand.NewPCG(1, 2))}
	mux := http.NewServeMux()
	mux.HandleFunc("/recipes", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, p.recipes.Len()) })
	serve.Run(mux, serve.Requests(10, "/recipes"), p.cook)
}
