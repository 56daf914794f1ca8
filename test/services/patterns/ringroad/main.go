// Ringroad notes what passes its posts, in a buffer for each post.
package main

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

type road struct {
	mu    sync.Mutex
	at    int
	posts [48]bytes.Buffer
}

func (r *road) pass(car int) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	post := &r.posts[r.at%len(r.posts)]
	r.at++
	for n := range 120 {
		fmt.Fprintf(post, "%08d passed post %02d in lane %03d\n", car, r.at, n) // leak: heap-growth
	}
	return post.Len()
}

func main() {
	r := new(road)
	mux := http.NewServeMux()
	mux.HandleFunc("/pass", func(w http.ResponseWriter, q *http.Request) {
		car, _ := strconv.Atoi(q.FormValue("car"))
		fmt.Fprintln(w, r.pass(car))
	})
	serve.Run(mux, serve.Requests(60, "/pass?car=%d"))
}
