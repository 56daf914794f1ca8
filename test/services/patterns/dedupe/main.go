// Dedupe asks a slow backend only once for all who want the same at the same time.
package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type call struct {
	done  sync.WaitGroup
	value string
}

type group struct {
	mu    sync.Mutex
	calls map[string]*call
}

func (g *group) do(key string, work func() string) string {
	g.mu.Lock()
	if c, running := g.calls[key]; running {
		g.mu.Unlock()
		c.done.Wait()
		return c.value
	}
	c := &call{}
	c.done.Add(1)
	g.calls[key] = c
	g.mu.Unlock()
	defer func() {
		g.mu.Lock()
		delete(g.calls, key)
		g.mu.Unlock()
		c.done.Done()
	}()
	c.value = work()
	return c.value
}

func main() {
	g := &group{calls: make(map[string]*call)}
	mux := http.NewServeMux()
	mux.HandleFunc("/value", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, g.do(fmt.Sprint(rand.IntN(3)), func() string {
			time.Sleep(200 * time.Millisecond)
			return time.Now().String()
		}))
	})
	serve.Run(mux, serve.Clients(100, 800*time.Millisecond, "/value"))
}
