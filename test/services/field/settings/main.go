// Settings watches its folder anew for each request and does not close the watcher.
package main

import (
	"context"
	"net/http"
	"os"

	"github.com/fsnotify/fsnotify"

	"leaklens.example/field/internal/serve"
)

// load: /setting?id={id} 1
// leak: goroutine-leak started in github.com/fsnotify/fsnotify

var folder, _ = os.MkdirTemp("", "settings")

func setting(_ context.Context, id string) (string, error) {
	watcher, err := fsnotify.NewWatcher() // mistake: watcher-not-closed
	if err != nil {
		return "", err
	}
	if err := watcher.Add(folder); err != nil {
		return "", err
	}
	select {
	case event := <-watcher.Events:
		return event.Name, nil
	default:
		return "unchanged for " + id, nil
	}
}

func main() {
	defer os.RemoveAll(folder)
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/setting", serve.Text(setting)) })
}
