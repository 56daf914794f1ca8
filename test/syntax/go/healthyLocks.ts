import type { HealthySource } from './healthySource';

/** Locks, groups and conditions that are waited for as they should be. */
export const healthyLocks: Readonly<Record<string, HealthySource>> = {
  'a lock that every path releases': {
    kind: 'mutex',
    operand: 'c.mu',
    source: `package main

import "sync"

type cache struct {
	mu    sync.RWMutex
	items map[string]int
}

func (c *cache) get(key string) (int, bool) {
	c.mu.RLock() // HERE
	item, ok := c.items[key]
	if !ok {
		c.mu.RUnlock()
		return 0, false
	}
	c.mu.RUnlock()
	return item, true
}

func (c *cache) put(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items[key]++
}

func main() {
	c := &cache{}
	c.get("a")
	c.put("a")
}
`,
  },
  'a lock that a helper releases': {
    kind: 'mutex',
    operand: 't.mu',
    source: `package main

import "sync"

type table struct{ mu sync.Mutex }

func (t *table) begin() { t.mu.Lock() } // HERE

func (t *table) end() { t.mu.Unlock() }

func main() {
	t := &table{}
	t.begin()
	t.end()
}
`,
  },
  'a group whose workers all defer Done': {
    kind: 'waitgroup',
    operand: 'wg',
    source: `package main

import (
	"os"
	"sync"
)

func readAll(paths []string) {
	var wg sync.WaitGroup
	wg.Add(len(paths))
	for _, path := range paths {
		go func() {
			defer wg.Done()
			if _, err := os.ReadFile(path); err != nil {
				return
			}
		}()
	}
	wg.Wait() // HERE
}

func main() { readAll(nil) }
`,
  },
  'a condition with a broadcast': {
    kind: 'cond',
    operand: 'ready',
    source: `package main

import "sync"

var (
	mu    sync.Mutex
	ready = sync.NewCond(&mu)
	open  bool
)

func wait() {
	mu.Lock()
	defer mu.Unlock()
	for !open {
		ready.Wait() // HERE
	}
}

func main() {
	for range 10 {
		go wait()
	}
	mu.Lock()
	open = true
	mu.Unlock()
	ready.Broadcast()
}
`,
  },
};
