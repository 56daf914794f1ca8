// Preferences shows each user's settings, and follows changes of them where the plan of the user includes that.
package main

import (
	"fmt"
	"net/http"
	"sync/atomic"

	"leaklens.example/patterns/internal/serve"
)

type change struct {
	key, value string
}

type profile struct {
	user    string
	changes chan change // only users with the large plan have one
}

type follower struct {
	applied atomic.Int64
}

func (f *follower) follow(p *profile) {
	for {
		c := <-p.changes // leak: goroutine-leak
		if c.key == "" {
			return
		}
		f.applied.Add(1)
	}
}

func load(user, plan string) *profile {
	p := &profile{user: user}
	if plan == "large" {
		p.changes = make(chan change, 1)
	}
	return p
}

func main() {
	f := &follower{}
	mux := http.NewServeMux()
	mux.HandleFunc("/settings", func(w http.ResponseWriter, r *http.Request) {
		p := load(r.URL.Query().Get("user"), r.URL.Query().Get("plan"))
		go f.follow(p) // spawn
		if p.changes != nil {
			defer close(p.changes)
			p.changes <- change{"theme", "dark"}
		}
		fmt.Fprintln(w, p.user)
	})
	serve.Run(mux, serve.Requests(2, "/settings?user=u%d&plan=small"), serve.Requests(10, "/settings?user=u%d&plan=large"))
}
