// Plans has one scheduler, whose jobs come and go.
package main

import (
	"context"
	"net/http"

	"github.com/robfig/cron/v3"

	"leaklens.example/field/internal/serve"
)

// load: /plan?id={id} 20

var schedule = cron.New()

func plan(_ context.Context, id string) (string, error) {
	job, err := schedule.AddFunc("@daily", func() { _ = id })
	if err != nil {
		return "", err
	}
	schedule.Remove(job)
	return "done at once", nil
}

func main() {
	schedule.Start()
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/plan", serve.Text(plan)) })
}
