// Vocabulary gives every word that it reads a number, and keeps the word's documents up to a limit.
package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type entry struct {
	id        int
	documents [256]int32
	used      int
}

type vocabulary struct {
	mu    sync.Mutex
	words map[string]*entry
}

func (v *vocabulary) learn(word string, document int32) int {
	v.mu.Lock()
	defer v.mu.Unlock()
	e, known := v.words[word]
	if !known {
		e = &entry{id: len(v.words)}
		v.words[word] = e
	}
	e.documents[e.used%len(e.documents)] = document
	e.used++
	return e.id
}

func main() {
	v := &vocabulary{words: make(map[string]*entry)}
	mux := http.NewServeMux()
	mux.HandleFunc("/words", func(w http.ResponseWriter, _ *http.Request) {
		v.mu.Lock()
		defer v.mu.Unlock()
		fmt.Fprintln(w, len(v.words))
	})
	serve.Run(mux, serve.Requests(10, "/words"), func(ctx context.Context, _ string) {
		for document := int32(0); serve.Pause(ctx, 10*time.Millisecond); document++ {
			for range 60 {
				v.learn(fmt.Sprint("word", rand.IntN(20_000)), document)
			}
		}
	})
}
