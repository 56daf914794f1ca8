// Visits keeps a trail of what visitors look at.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type visit struct {
	Page    string
	Visitor int
	At      time.Time
	Agent   [96]byte
}

type trail struct {
	mu     sync.Mutex
	visits []*visit
}

func (t *trail) add(page string, visitor int) {
	v := &visit{Page: page, Visitor: visitor, At: time.Now()} // leak: heap-growth
	t.mu.Lock()
	defer t.mu.Unlock()
	t.visits = append(t.visits, v) // also: heap-growth
}

func (t *trail) newest(w http.ResponseWriter, _ *http.Request) {
	t.mu.Lock()
	defer t.mu.Unlock()
	newest := t.visits[max(0, len(t.visits)-20):]
	json.NewEncoder(w).Encode(newest)
}

func main() {
	t := &trail{}
	mux := http.NewServeMux()
	mux.HandleFunc("/newest", t.newest)
	serve.Run(mux, serve.Requests(10, "/newest"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 10*time.Millisecond); n++ {
			for page := range 60 {
				t.add(fmt.Sprint("/page/", page), n)
			}
		}
	})
}
