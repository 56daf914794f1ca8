// Tokens reads access tokens from a stream of signed documents, to know which have been used.
package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type used struct {
	mu     sync.Mutex
	tokens map[string]struct{}
}

func parse(document []byte) string {
	text := string(document) // leak: heap-growth
	return text[:16]
}

func (u *used) check(document []byte) bool {
	token := parse(document)
	u.mu.Lock()
	defer u.mu.Unlock()
	_, again := u.tokens[token]
	u.tokens[token] = struct{}{}
	return !again
}

func main() {
	u := &used{tokens: make(map[string]struct{})}
	mux := http.NewServeMux()
	mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	serve.Run(mux, serve.Requests(20, "/health"), func(ctx context.Context, _ string) {
		document := make([]byte, 4000)
		for serve.Pause(ctx, 20*time.Millisecond) {
			for range 8 {
				var token [8]byte
				rand.Read(token[:])
				hex.Encode(document, token[:])
				u.check(document)
			}
		}
	})
}
