// Clippings reads papers, and keeps the headline of each.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

type archive struct {
	mu        sync.Mutex
	headlines [][]byte
	words     int
}

func (a *archive) read(paper string) int {
	lines := bufio.NewScanner(strings.NewReader(paper))
	lines.Buffer(make([]byte, 16<<10), 1<<20) // leak: heap-growth
	words := 0
	for first := true; lines.Scan(); first = false {
		if first {
			a.mu.Lock()
			a.headlines = append(a.headlines, bytes.TrimSpace(lines.Bytes()))
			a.mu.Unlock()
		}
		words += len(strings.Fields(lines.Text()))
	}
	return words
}

func main() {
	a := new(archive)
	body := strings.Repeat("and so it came that nobody had seen it\n", 60)
	mux := http.NewServeMux()
	mux.HandleFunc("/paper", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, a.read("News of day "+r.FormValue("n")+"\n"+body))
	})
	serve.Run(mux, serve.Requests(20, "/paper?n=%d"))
}
