// Visitors remembers when each visitor was seen last.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type seen struct {
	first, last time.Time
	pages       int
}

type visitors struct {
	mu   sync.Mutex
	seen map[int64]seen
}

func (v *visitors) touch(id int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	s, known := v.seen[id]
	if !known {
		s.first = time.Now()
	}
	s.last = time.Now()
	s.pages++
	v.seen[id] = s // leak: heap-growth
}

func (v *visitors) online() (count int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, s := range v.seen {
		if time.Since(s.last) < time.Minute {
			count++
		}
		if count == 1000 {
			break
		}
	}
	return count
}

func main() {
	v := &visitors{seen: make(map[int64]seen)}
	mux := http.NewServeMux()
	mux.HandleFunc("/online", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, v.online()) })
	serve.Run(mux, serve.Requests(10, "/online"), func(ctx context.Context, _ string) {
		for id := int64(0); serve.Pause(ctx, 5*time.Millisecond); {
			for range 40 {
				v.touch(id * 7919)
				id++
			}
		}
	})
}
