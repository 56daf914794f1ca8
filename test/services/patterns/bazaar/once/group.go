// Package once does the same thing only once at a time, however many ask for it.
package once

import "sync"

type call[V any] struct {
	done chan struct{}
	val  V
	err  error
}

// A Group of calls, one per key.
type Group[K comparable, V any] struct {
	mu    sync.Mutex
	calls map[K]*call[V]
}

// Do is fn's answer, or that of the call under way for the same key.
func (g *Group[K, V]) Do(key K, fn func() (V, error)) (V, error) {
	g.mu.Lock()
	if c, ok := g.calls[key]; ok {
		g.mu.Unlock()
		<-c.done // leak: goroutine-leak
		return c.val, c.err
	}
	c := &call[V]{done: make(chan struct{})}
	if g.calls == nil {
		g.calls = make(map[K]*call[V])
	}
	g.calls[key] = c
	g.mu.Unlock()

	if c.val, c.err = fn(); c.err != nil {
		return c.val, c.err
	}
	close(c.done)
	g.mu.Lock()
	delete(g.calls, key)
	g.mu.Unlock()
	return c.val, nil
}
