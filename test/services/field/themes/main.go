// Themes watches its folder for a moment in each request, and closes the watcher.
package main

import (
	"context"
	"net/http"
	"os"
	"time"

	"github.com/fsnotify/fsnotify"

	"leaklens.example/field/internal/serve"
)

// load: /theme?id={id} 2

var folder, _ = os.MkdirTemp("", "themes")

func theme(_ context.Context, _ string) (string, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return "", err
	}
	defer watcher.Close()
	if err := watcher.Add(folder); err != nil {
		return "", err
	}
	select {
	case event := <-watcher.Events:
		return event.Name, nil
	case <-time.After(200 * time.Millisecond):
		return "unchanged", nil
	}
}

func main() {
	defer os.RemoveAll(folder)
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/theme", serve.Text(theme)) })
}
