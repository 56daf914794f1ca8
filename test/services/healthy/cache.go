package main

import "sync"

// A cache has room for so many entries; a new one takes the place of the oldest.
type cache struct {
	mu      sync.Mutex
	entries map[string][]byte
	order   []string // a ring
	next    int
}

func newCache(entries int) *cache {
	return &cache{entries: make(map[string][]byte), order: make([]string, entries)}
}

func (c *cache) get(key string) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	value, ok := c.entries[key]
	return value, ok
}

func (c *cache) put(key string, value []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.entries[key]; !ok {
		delete(c.entries, c.order[c.next])
		c.order[c.next] = key
		c.next = (c.next + 1) % len(c.order)
	}
	c.entries[key] = value
}
