// Notebook writes a diary that is saved and begun anew whenever a page is full.
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type notebook struct {
	mu    sync.Mutex
	page  [][]byte
	bytes int
	saved int
}

func (n *notebook) write(text string) {
	line := bytes.Repeat([]byte(text), 40)
	n.mu.Lock()
	defer n.mu.Unlock()
	n.page = append(n.page, line)
	n.bytes += len(line)
	if n.bytes > 24<<20 {
		n.save(io.Discard)
	}
}

// save lets go of the page.
func (n *notebook) save(out io.Writer) {
	for _, line := range n.page {
		out.Write(line)
	}
	n.page, n.bytes = nil, 0
	n.saved++
}

func main() {
	n := &notebook{}
	mux := http.NewServeMux()
	mux.HandleFunc("/saved", func(w http.ResponseWriter, _ *http.Request) {
		n.mu.Lock()
		defer n.mu.Unlock()
		fmt.Fprintln(w, n.saved)
	})
	serve.Run(mux, serve.Requests(10, "/saved"), func(ctx context.Context, _ string) {
		for entry := 0; serve.Pause(ctx, 5*time.Millisecond); entry++ {
			for range 6 {
				n.write(fmt.Sprintf("entry %d: nothing happened today, and that for the whole day. ", entry))
			}
		}
	})
}
