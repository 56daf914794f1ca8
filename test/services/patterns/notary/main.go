// Notary seals the papers of a day in batches. The register of seals is never closed.
package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type seal struct {
	number int
	sum    [32]byte
	stamp  [1200]byte
}

type register struct {
	mu    sync.RWMutex
	seals map[int]*seal
}

func (r *register) seal(paper []byte) {
	fresh := &seal{sum: sha256.Sum256(paper)} // leak: heap-growth
	copy(fresh.stamp[:], paper)
	r.mu.Lock()
	defer r.mu.Unlock()
	fresh.number = len(r.seals)
	r.seals[fresh.number] = fresh
}

func main() {
	r := &register{seals: map[int]*seal{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/seals", func(w http.ResponseWriter, _ *http.Request) {
		r.mu.RLock()
		defer r.mu.RUnlock()
		fmt.Fprintln(w, len(r.seals))
	})
	serve.Run(mux, serve.Requests(10, "/seals"), func(ctx context.Context, _ string) {
		for day := 0; serve.Pause(ctx, 5*time.Second); day++ {
			for n := range 1200 {
				r.seal(fmt.Appendf(nil, "paper %d of day %d", n, day))
			}
		}
	})
}
