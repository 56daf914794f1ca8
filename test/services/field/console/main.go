// Console follows a log file for each page view and never stops.
package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"

	"github.com/nxadm/tail"

	"leaklens.example/field/internal/serve"
)

// load: /console?id={id} 2
// leak: goroutine-leak started in github.com/nxadm/tail

var folder, _ = os.MkdirTemp("", "console")

func console(_ context.Context, _ string) (string, error) {
	lines, err := tail.TailFile(filepath.Join(folder, "log"), tail.Config{Follow: true, Poll: true, Logger: tail.DiscardingLogger}) // mistake: tail-not-stopped
	if err != nil {
		return "", err
	}
	line := <-lines.Lines
	return line.Text, nil
}

func main() {
	defer os.RemoveAll(folder)
	os.WriteFile(filepath.Join(folder, "log"), []byte("started\n"), 0o600)
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/console", serve.Text(console)) })
}
