// Prefixes completes what people type, from everything that anybody has ever typed.
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

type node[V any] struct {
	children [26]*node[V]
	value    V
	set      bool
}

type trie[V any] struct {
	mu   sync.RWMutex
	root node[V]
}

func (t *trie[V]) put(key string, value V) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := &t.root
	for i := range len(key) {
		at := key[i] - 'a'
		if n.children[at] == nil {
			n.children[at] = &node[V]{} // leak: heap-growth
		}
		n = n.children[at]
	}
	n.value, n.set = value, true
}

func (t *trie[V]) has(key string) bool {
	t.mu.RLock()
	defer t.mu.RUnlock()
	n := &t.root
	for i := range len(key) {
		if n = n.children[key[i]-'a']; n == nil {
			return false
		}
	}
	return n.set
}

func word() string {
	letters := make([]byte, 8)
	for i := range letters {
		letters[i] = 'a' + byte(rand.IntN(26))
	}
	return string(letters)
}

func main() {
	t := &trie[int]{}
	mux := http.NewServeMux()
	mux.HandleFunc("/has", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, t.has(word())) })
	serve.Run(mux, serve.Requests(20, "/has"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 10*time.Millisecond); n++ {
			for range 3 {
				t.put(word(), n)
			}
		}
	})
}
