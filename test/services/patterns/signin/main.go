// Signin keeps a guard for every session that is open, and ends it when the session expires.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"

	"leaklens.example/patterns/internal/serve"
)

type session struct {
	user string
	ctx  context.Context
}

type store struct {
	base    context.Context
	mu      sync.Mutex
	byUser  map[string]*session
	expired atomic.Int64
}

func (s *store) open(user string) *session {
	ctx, _ := context.WithCancel(s.base)
	created := &session{user: user, ctx: ctx}
	go s.guard(created) // spawn
	s.mu.Lock()
	defer s.mu.Unlock()
	s.byUser[user] = created
	return created
}

// guard removes the session when it has ended.
func (s *store) guard(guarded *session) {
	<-guarded.ctx.Done() // leak: goroutine-leak
	s.expired.Add(1)
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.byUser, guarded.user)
}

func main() {
	s := &store{base: context.Background(), byUser: make(map[string]*session)}
	mux := http.NewServeMux()
	mux.HandleFunc("/signin", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "welcome", s.open(r.URL.Query().Get("user")).user)
	})
	mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	serve.Run(mux, serve.Requests(12, "/signin?user=anna"), serve.Requests(30, "/health"))
}
