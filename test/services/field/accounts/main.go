// Accounts shares one call between all who ask for the same, and gives up on a partner that is silent.
package main

import (
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"golang.org/x/sync/singleflight"

	"leaklens.example/field/internal/serve"
)

// load: /account?id={id} 10

var (
	calls  singleflight.Group
	client = &http.Client{Timeout: 1500 * time.Millisecond}
)

func load(id string) (any, error) {
	path := "/price?id=" + id
	if strings.HasSuffix(id, "4") {
		path = "/never"
	}
	answer, err := client.Get(serve.Upstream("HTTP") + path)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return string(text), err
}

func account(_ context.Context, id string) (string, error) {
	text, err, _ := calls.Do(id[len(id)-1:], func() (any, error) { return load(id) })
	if err != nil {
		return "", err
	}
	return text.(string), nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/account", serve.Text(account)) })
}
