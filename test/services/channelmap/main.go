// Channelmap keeps who is online in a map, and now and then queues a large backlog in a channel that it drops at once.
//
// The leak: the map has grown with every rush of logins, and keeps its size when everybody has logged out.
// The channel is no leak: its memory is idle in the runtime, and comes back to the system or is used again.
package main

import (
	"flag"
	"log"
	"net/http"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"
)

func main() {
	interval := flag.Duration("interval", 2*time.Second, "time between two rushes of logins")
	step := flag.Int("step", 10_000, "users by which each rush is larger than the one before")
	maxUsers := flag.Int("max", 400_000, "users in the largest rush")
	flag.Parse()

	mux := http.NewServeMux()
	mux.HandleFunc("/channel/fill", post(func(r *http.Request) {
		drain(number(r, "mb", 400, 2_000))
		runtime.GC() // drops the channel now, not in two minutes
	}))
	mux.HandleFunc("/map/fill", post(func(r *http.Request) { rush(number(r, "keys", 100_000, 4_000_000)) }))
	mux.HandleFunc("/memory/free", post(func(*http.Request) { debug.FreeOSMemory() }))

	l := &rushes{step: *step, max: *maxUsers}
	ctx, err := launch(l, mux)
	if err != nil {
		log.Fatal(err)
	}
	ticker := time.NewTicker(*interval)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			l.next()
		case <-ctx.Done():
			return
		}
	}
}

// number reads a query parameter between 1 and limit.
func number(r *http.Request, key string, fallback, limit int) int {
	n, err := strconv.Atoi(r.URL.Query().Get(key))
	if err != nil || n < 1 {
		return fallback
	}
	if n > limit {
		return limit
	}
	return n
}
