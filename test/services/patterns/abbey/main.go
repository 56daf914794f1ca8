// Abbey reads manuscripts and makes an index of their titles.
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

// A manuscript is a title and a lot of text.
type manuscript struct {
	number int
	left   int
	begun  bool
}

func (m *manuscript) Read(p []byte) (int, error) {
	if !m.begun {
		m.begun = true
		return copy(p, fmt.Sprintf("Liber %d\n", m.number)), nil
	}
	if m.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), m.left)
	for i := range n {
		p[i] = ' ' + byte(i%64)
	}
	m.left -= n
	return n, nil
}

type index struct {
	mu     sync.RWMutex
	titles [][]byte
	words  int
}

func (ix *index) add(source io.Reader) error {
	text, err := io.ReadAll(source) // leak: heap-growth
	if err != nil {
		return err
	}
	title, body, ok := bytes.Cut(text, []byte("\n"))
	if !ok {
		return fmt.Errorf("no title in %d bytes", len(text))
	}
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.titles = append(ix.titles, title) // also: heap-growth
	ix.words += bytes.Count(body, []byte(" "))
	return nil
}

func (ix *index) last(w http.ResponseWriter, _ *http.Request) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if n := len(ix.titles); n > 0 {
		fmt.Fprintf(w, "%s, %d titles\n", ix.titles[n-1], n)
	}
}

func main() {
	debug.SetGCPercent(30)
	ix := new(index)
	mux := http.NewServeMux()
	mux.HandleFunc("/last", ix.last)
	serve.Run(mux, serve.Requests(12, "/last"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 70*time.Millisecond); n++ {
			if err := ix.add(&manuscript{number: n, left: 100_000}); err != nil {
				log.Print(err)
			}
		}
	})
}
