// Plugins keeps every plugin of a tenant running in the background.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type plugin struct {
	name  string
	calls atomic.Int64
}

type host struct {
	installed atomic.Int64
	ticks     atomic.Int64
}

// run registers the plugin's timer and keeps its goroutine, as the plugin's documentation asks for.
func (h *host) run(p *plugin) {
	stop := time.AfterFunc(50*time.Millisecond, func() { p.calls.Add(1) })
	defer stop.Stop()
	h.installed.Add(1)
	select {} // leak: goroutine-leak
}

func (h *host) install(ctx context.Context, _ string) {
	for n := 0; serve.Pause(ctx, 600*time.Millisecond); n++ {
		go h.run(&plugin{name: fmt.Sprint("plugin-", n)}) // spawn
	}
}

func main() {
	h := &host{}
	go func() {
		for range time.Tick(250 * time.Millisecond) {
			h.ticks.Add(1)
		}
	}()
	mux := http.NewServeMux()
	mux.HandleFunc("/installed", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, h.installed.Load()) })
	serve.Run(mux, h.install, serve.Requests(5, "/installed"))
}
