// Uploads stores files; no more than a few at the same time.
package main

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"leaklens.example/patterns/internal/serve"
)

var errEmpty = errors.New("the file is empty")

type storage struct {
	slots chan struct{}
	bytes int
}

var disk = &storage{slots: make(chan struct{}, 4)}

func (s *storage) put(size int) error {
	s.slots <- struct{}{} // leak: goroutine-leak
	if size == 0 {
		return errEmpty
	}
	time.Sleep(2 * time.Millisecond)
	s.bytes += size
	<-s.slots
	return nil
}

func upload(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.URL.Query().Get("n"))
	if err := disk.put(n % 25 * 1000); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	fmt.Fprintln(w, "stored")
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/upload", upload)
	mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	serve.Run(mux, serve.Requests(25, "/upload?n=%d"), serve.Requests(10, "/health"))
}
