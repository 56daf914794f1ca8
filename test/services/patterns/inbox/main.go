// Inbox reads messages and keeps an index of their subjects.
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type index struct {
	mu       sync.Mutex
	subjects [][]byte
}

func (x *index) add(message io.Reader) error {
	raw, err := io.ReadAll(message) // leak: heap-growth
	if err != nil {
		return err
	}
	line, _, _ := bytes.Cut(raw, []byte("\n"))
	x.mu.Lock()
	defer x.mu.Unlock()
	x.subjects = append(x.subjects, bytes.TrimPrefix(line, []byte("Subject: ")))
	return nil
}

func main() {
	x := &index{}
	body := strings.Repeat("and so on, and so on.\n", 1500)
	mux := http.NewServeMux()
	mux.HandleFunc("/count", func(w http.ResponseWriter, _ *http.Request) {
		x.mu.Lock()
		defer x.mu.Unlock()
		fmt.Fprintln(w, len(x.subjects))
	})
	serve.Run(mux, serve.Requests(10, "/count"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 25*time.Millisecond); n++ {
			x.add(strings.NewReader(fmt.Sprintf("Subject: offer %d\n%s", n, body)))
		}
	})
}
