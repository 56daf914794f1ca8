// Embassy decides about visas. Clerks are told when an office opens or closes.
package main

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type desk struct {
	offices *bus
	ready   func(country string) bool
}

func newDesk(offices *bus) *desk {
	return &desk{offices: offices, ready: tracker(offices)}
}

// tracker knows which countries have an office that is open.
func tracker(offices *bus) func(string) bool {
	open := make(map[string]bool)
	offices.on(func(e event) { open[e.country] = e.open })
	return func(country string) bool {
		offices.mu.Lock()
		defer offices.mu.Unlock()
		return open[country]
	}
}

func (d *desk) apply(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.PathValue("n"))
	country := countries[n%len(countries)]
	check := d.offices.form(country)
	if !d.ready(country) {
		http.Error(w, "closed", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "form with", check(), "fields")
}

var countries = []string{"Chile", "Kenya", "Laos", "Malta", "Nepal"}

func main() {
	offices := new(bus)
	d := newDesk(offices)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /apply/{n}", d.apply)
	serve.Run(mux, serve.Requests(20, "/apply/%d"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, time.Second); n++ {
			offices.emit(event{country: countries[n%len(countries)], open: n%3 != 2})
		}
	})
}
