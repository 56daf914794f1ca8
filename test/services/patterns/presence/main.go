// Presence knows who is online. Every event brings more people than the one before; afterwards all of them leave.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type person struct {
	since int64
	room  [88]byte
}

type presence struct {
	mu     sync.Mutex
	online map[int64]person
	next   int64
}

func (p *presence) enter(id int64) {
	p.online[id] = person{since: id} // leak: map-capacity
}

func (p *presence) event(visitors int) {
	p.mu.Lock()
	first := p.next
	for range visitors {
		p.enter(p.next)
		p.next++
	}
	p.mu.Unlock()
	time.Sleep(200 * time.Millisecond)
	p.mu.Lock()
	defer p.mu.Unlock()
	for id := first; id < p.next; id++ {
		delete(p.online, id)
	}
}

func (p *presence) count(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprintln(w, len(p.online))
}

func main() {
	p := &presence{online: make(map[int64]person)}
	mux := http.NewServeMux()
	mux.HandleFunc("/count", p.count)
	serve.Run(mux, serve.Requests(20, "/count"), func(ctx context.Context, _ string) {
		for visitors := 20_000; serve.Pause(ctx, 1500*time.Millisecond); visitors += 8_000 {
			p.event(visitors)
		}
	})
}
