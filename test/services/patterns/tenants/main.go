// Tenants reloads the configuration of each tenant, and watches it for changes.
package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type configWatcher struct {
	changes chan string
	errors  chan error
}

type tenant struct {
	name    string
	watcher *configWatcher
}

type registry struct {
	mu      sync.Mutex
	tenants map[string]*tenant
	applied int
}

func (r *registry) apply(change string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if strings.HasPrefix(change, "set ") {
		r.applied++
	}
}

func (r *registry) watch(t *tenant) {
	for {
		select { // leak: goroutine-leak
		case change := <-t.watcher.changes:
			r.apply(change)
		case err := <-t.watcher.errors:
			fmt.Println(t.name, err)
		}
	}
}

// reload replaces the tenants. The new ones get watchers of their own.
func (r *registry) reload(names []string) {
	fresh := make(map[string]*tenant)
	for _, name := range names {
		t := &tenant{name: name, watcher: &configWatcher{changes: make(chan string), errors: make(chan error)}}
		fresh[name] = t
		go r.watch(t) // spawn
	}
	r.mu.Lock()
	r.tenants = fresh
	r.mu.Unlock()
	for _, t := range fresh {
		t.watcher.changes <- "set " + t.name
	}
}

func main() {
	r := &registry{}
	mux := http.NewServeMux()
	mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	serve.Run(mux, serve.Requests(10, "/health"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 4*time.Second) {
			r.reload([]string{"acme", "globex", "initech", "umbrella"})
		}
	})
}
