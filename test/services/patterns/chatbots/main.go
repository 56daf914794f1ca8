// Chatbots keep the conversation with each visitor, and wait for the visitor's next words.
package main

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"

	"leaklens.example/patterns/internal/serve"
)

type conversation struct {
	said   chan string
	closed chan struct{}
}

var greeting = strings.Repeat("How can I help you today? ", 600)

func (c *conversation) talk() {
	var transcript bytes.Buffer
	transcript.WriteString(greeting) // held
	for {
		select { // leak: goroutine-leak
		case text := <-c.said:
			transcript.WriteString(text)
		case <-c.closed:
			return
		}
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/hello", func(w http.ResponseWriter, _ *http.Request) {
		c := &conversation{said: make(chan string), closed: make(chan struct{})}
		go c.talk() // spawn
		c.said <- "hello"
		fmt.Fprint(w, greeting[:25])
	})
	mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	serve.Run(mux, serve.Requests(35, "/hello"), serve.Requests(20, "/health"))
}
