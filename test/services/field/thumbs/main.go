// Thumbs waits for all its workers, of which one never says that it is done.
package main

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"

	"leaklens.example/field/internal/serve"
)

// load: /thumb?id={id} 10
// leak: goroutine-leak in sync.(*WaitGroup).Wait

func scale(id string, done *sync.WaitGroup) error {
	if strings.HasSuffix(id, "2") {
		return errors.New("no picture")
	}
	defer done.Done()
	return nil
}

func thumbs(_ context.Context, id string) (string, error) {
	go func() {
		var workers sync.WaitGroup
		workers.Add(2)
		for range 2 {
			go scale(id, &workers)
		}
		workers.Wait() // mistake: done-missing
	}()
	return "scaled", nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/thumb", serve.Text(thumbs)) })
}
