// Profiles shares one call between all who ask for the same; the partner never answers some, and nothing ends the call.
package main

import (
	"context"
	"io"
	"net/http"
	"strings"

	"golang.org/x/sync/singleflight"

	"leaklens.example/field/internal/serve"
)

// load: /profile?id={id} 5
// leak: goroutine-leak in net/http, sync.(*WaitGroup).Wait, golang.org/x/sync/singleflight

var calls singleflight.Group

func load(id string) (any, error) {
	path := "/price?id=" + id
	if strings.HasSuffix(id, "4") {
		path = "/never"
	}
	answer, err := http.Get(serve.Upstream("HTTP") + path) // mistake: call-without-timeout
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return string(text), err
}

func profile(_ context.Context, id string) (string, error) {
	text, err, _ := calls.Do(id[len(id)-1:], func() (any, error) { return load(id) }) // mistake: call-without-timeout
	if err != nil {
		return "", err
	}
	return text.(string), nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/profile", serve.Text(profile)) })
}
