// Partners tells a partner of each order beside the request; one that never answers keeps the goroutine.
package main

import (
	"context"
	"io"
	"net/http"

	"leaklens.example/field/internal/serve"
)

// load: /tell?id={id} 2
// leak: goroutine-leak in net/http

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4}}

func tell(id string) {
	answer, err := client.Get(serve.Upstream("HTTP") + "/never?id=" + id) // mistake: call-without-timeout
	if err != nil {
		return
	}
	defer answer.Body.Close()
	io.Copy(io.Discard, answer.Body)
}

func order(_ context.Context, id string) (string, error) {
	go tell(id)
	return "ordered", nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/tell", serve.Text(order)) })
}
