// Journal shows the newest lines of a log; older ones are cut off when there are too many.
package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

const keepLines = 5_000

type journal struct {
	mu    sync.Mutex
	lines []string
	cut   int
}

func (j *journal) printf(format string, args ...any) {
	line := fmt.Sprintf(format, args...) // leak: heap-growth
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, line)
	if j.cut > keepLines {
		j.lines = j.lines[len(j.lines)-keepLines:]
	}
}

func (j *journal) newest(w http.ResponseWriter, _ *http.Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, line := range j.lines[max(0, len(j.lines)-50):] {
		fmt.Fprintln(w, line)
	}
}

func main() {
	j := &journal{}
	detail := strings.Repeat("x", 200)
	mux := http.NewServeMux()
	mux.HandleFunc("/newest", j.newest)
	serve.Run(mux, serve.Requests(30, "/newest"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 10*time.Millisecond); n++ {
			for part := range 10 {
				j.printf("request %d.%d took %d µs: %s", n, part, n%977, detail)
			}
		}
	})
}
