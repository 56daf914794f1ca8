// Kiosk keeps the papers that were asked for; when the shelf is full, any of them makes room.
package main

import (
	"fmt"
	"net/http"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

const shelf = 1200

type kiosk struct {
	mu     sync.RWMutex
	papers map[string][]byte
}

func (k *kiosk) paper(name string) []byte {
	k.mu.RLock()
	paper, ok := k.papers[name]
	k.mu.RUnlock()
	if ok {
		return paper
	}
	paper = make([]byte, 14_000)
	copy(paper, name)
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.papers) >= shelf {
		for any := range k.papers {
			delete(k.papers, any)
			break
		}
	}
	k.papers[name] = paper
	return paper
}

func main() {
	k := &kiosk{papers: map[string][]byte{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/paper", func(w http.ResponseWriter, r *http.Request) { w.Write(k.paper(r.FormValue("n"))) })
	mux.HandleFunc("/shelf", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, len(k.papers)) })
	serve.Run(mux, serve.Requests(34, "/paper?n=%d"))
}
