// Alarms sets a timer that sets itself again, for each page view.
package main

import (
	"context"
	"net/http"
	"time"

	"leaklens.example/field/internal/serve"
)

// load: /alarm?id={id} 40
// leak: heap-growth in time.

type alarm struct {
	id   string
	rung int
	tone [4 << 10]byte
}

func (a *alarm) ring() {
	a.rung++
	time.AfterFunc(10*time.Second, a.ring) // mistake: timer-not-stopped
}

func set(_ context.Context, id string) (string, error) {
	a := &alarm{id: id}                    // mistake: timer-not-stopped
	time.AfterFunc(10*time.Second, a.ring) // mistake: timer-not-stopped
	return "set", nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/alarm", serve.Text(set)) })
}
