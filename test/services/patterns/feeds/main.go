// Feeds reads news feeds over HTTP and looks only at the headline.
package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

// also: net/http.(*persistConn).readLoop
// also: net/http.(*persistConn).writeLoop
// allowed: net/http.(*conn).serve

type reader struct {
	client    *http.Client
	headlines atomic.Int64
}

func (r *reader) headline(url string) (string, error) {
	answer, err := r.client.Get(url) // leak: goroutine-leak
	if err != nil {
		return "", err
	}
	line, err := bufio.NewReaderSize(answer.Body, 16).ReadString('\n')
	return strings.TrimSpace(line), err
}

// newspaper is the site that is read: a long page.
func newspaper() *httptest.Server {
	story := strings.Repeat("and then it went on and on.\n", 40_000)
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, "Something happened")
		fmt.Fprint(w, story)
	}))
}

func main() {
	paper := newspaper()
	defer paper.Close()
	r := &reader{client: &http.Client{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/headlines", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, r.headlines.Load()) })
	serve.Run(mux, serve.Requests(5, "/headlines"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 250*time.Millisecond) {
			if _, err := r.headline(paper.URL); err == nil {
				r.headlines.Add(1)
			}
		}
	})
}
