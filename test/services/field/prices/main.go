// Prices leaves the body open where the partner answers 404.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"

	"leaklens.example/field/internal/serve"
)

// load: /price?id={id} 12
// leak: goroutine-leak started in net/http.(*persistConn)

func price(_ context.Context, id string) (string, error) {
	answer, err := http.Get(serve.Upstream("HTTP") + "/price?id=" + id) // mistake: body-not-closed
	if err != nil {
		return "", err
	}
	if answer.StatusCode != http.StatusOK {
		return "", fmt.Errorf("the partner answers %s", answer.Status)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return string(text), err
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/price", serve.Text(price)) })
}
