// Streams sends the lines of a log file to a browser until the browser has seen enough.
package main

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type tail struct {
	lines  chan string
	errors chan error
}

func (t *tail) follow(name string) {
	for n := 0; ; n++ {
		line, err := name+" "+strconv.Itoa(n), error(nil)
		if n == 50 {
			err = errors.New("end of file")
		}
		select { // leak: goroutine-leak
		case t.lines <- line:
		case t.errors <- err:
			return
		}
	}
}

func show(w http.ResponseWriter, r *http.Request) {
	t := &tail{lines: make(chan string), errors: make(chan error)}
	go t.follow(r.URL.Query().Get("name")) // spawn
	enough := time.After(3 * time.Millisecond)
	for shown := 0; ; shown++ {
		select {
		case line := <-t.lines:
			fmt.Fprintln(w, line)
		case <-enough:
			return
		}
		time.Sleep(500 * time.Microsecond)
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/tail", show)
	serve.Run(mux, serve.Requests(8, "/tail?name=app"))
}
