// Reminders starts a scheduler for each reminder and stops none.
package main

import (
	"context"
	"net/http"

	"github.com/robfig/cron/v3"

	"leaklens.example/field/internal/serve"
)

// load: /remind?id={id} 2
// leak: goroutine-leak started in github.com/robfig/cron

func remind(_ context.Context, id string) (string, error) {
	schedule := cron.New() // mistake: scheduler-not-stopped
	if _, err := schedule.AddFunc("@daily", func() { _ = id }); err != nil {
		return "", err
	}
	schedule.Start() // mistake: scheduler-not-stopped
	return "planned", nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/remind", serve.Text(remind)) })
}
