// Longpoll lets browsers wait for news, for as long as they like.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type news struct {
	mu   sync.Mutex
	next chan struct{}
	text string
}

func (n *news) publish(text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.text = text
	close(n.next)
	n.next = make(chan struct{})
}

func (n *news) wait(w http.ResponseWriter, r *http.Request) {
	n.mu.Lock()
	next := n.next
	n.mu.Unlock()
	select {
	case <-next:
		fmt.Fprintln(w, n.text)
	case <-r.Context().Done():
	case <-time.After(20 * time.Second):
		w.WriteHeader(http.StatusNoContent)
	}
}

func main() {
	n := &news{next: make(chan struct{})}
	mux := http.NewServeMux()
	mux.HandleFunc("/news", n.wait)
	serve.Run(mux, serve.Clients(120, 3*time.Second, "/news"), func(ctx context.Context, _ string) {
		for edition := 0; serve.Pause(ctx, 18*time.Second); edition++ {
			n.publish(fmt.Sprint("edition ", edition))
		}
	})
}
