// Tollhouse notes who passed, and sends the notes away every 40 seconds.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type passage struct {
	At    time.Time
	Plate string
	Photo []byte
}

type notes struct {
	mu      sync.Mutex
	pending []*passage
	sent    int
}

func (n *notes) add(plate string) {
	p := &passage{At: time.Now(), Plate: plate, Photo: []byte(strings.Repeat(plate, 600))}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.pending = append(n.pending, p)
}

func (n *notes) send() error {
	n.mu.Lock()
	batch := n.pending
	n.pending = nil
	n.sent += len(batch)
	n.mu.Unlock()
	return json.NewEncoder(io.Discard).Encode(batch)
}

func main() {
	n := new(notes)
	mux := http.NewServeMux()
	mux.HandleFunc("/pass", func(w http.ResponseWriter, r *http.Request) {
		n.add(r.FormValue("plate"))
		fmt.Fprintln(w, "go")
	})
	serve.Run(mux, serve.Requests(40, "/pass?plate=plate-%d"), func(ctx context.Context, _ string) {
		every := time.NewTicker(40 * time.Second)
		defer every.Stop()
		for {
			select {
			case <-every.C:
				n.send()
			case <-ctx.Done():
				return
			}
		}
	})
}
