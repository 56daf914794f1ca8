import type { LeakingSource } from './leakingSource';

/** Programs with a lock, a group or a condition that is waited for in vain by a known mistake. */
export const lockingSources: Readonly<Record<string, LeakingSource>> = {
  'an early return with the lock held': {
    pattern: 'missing-unlock',
    kind: 'mutex',
    operand: 'c.mu',
    source: `package main

import (
	"errors"
	"sync"
)

type cache struct {
	mu    sync.Mutex
	items map[string]int
}

func (c *cache) get(key string) (int, error) {
	c.mu.Lock()
	item, ok := c.items[key]
	if !ok {
		return 0, errors.New("no such item")
	}
	c.mu.Unlock()
	return item, nil
}

func (c *cache) put(key string, item int) {
	c.mu.Lock() // HERE
	defer c.mu.Unlock()
	c.items[key] = item
}

func main() {
	c := &cache{items: map[string]int{}}
	c.get("a")
	c.put("a", 1)
}
`,
  },
  'a lock that nobody releases': {
    pattern: 'missing-unlock',
    kind: 'mutex',
    operand: 'c',
    fix: 'defer-unlock',
    source: `package main

import "sync"

type counter struct {
	sync.Mutex
	hits int
}

func (c *counter) hit() int {
	c.Lock() // HERE
	c.hits++
	return c.hits
}

func main() {
	c := &counter{}
	go c.hit()
	c.hit()
}
`,
  },
  'a worker that returns without Done': {
    pattern: 'missing-done',
    kind: 'waitgroup',
    operand: 'wg',
    source: `package main

import (
	"os"
	"sync"
)

func readAll(paths []string) {
	var wg sync.WaitGroup
	for _, path := range paths {
		wg.Add(1)
		go func() {
			text, err := os.ReadFile(path)
			if err != nil {
				return
			}
			_ = text
			wg.Done()
		}()
	}
	wg.Wait() // HERE
}

func main() { readAll(nil) }
`,
  },
  'more added than done': {
    pattern: 'missing-done',
    kind: 'semaphore',
    operand: 'wg',
    source: `package main

import "sync"

func both(first, second func()) {
	var wg sync.WaitGroup
	wg.Add(3)
	go func() {
		defer wg.Done()
		first()
	}()
	go func() {
		defer wg.Done()
		second()
	}()
	wg.Wait() // HERE
}

func main() { both(func() {}, func() {}) }
`,
  },
  'a condition that nobody signals': {
    pattern: 'missed-signal',
    kind: 'cond',
    operand: 'q.ready',
    source: `package main

import "sync"

type queue struct {
	mu    sync.Mutex
	ready *sync.Cond
	items []int
}

func newQueue() *queue {
	q := &queue{}
	q.ready = sync.NewCond(&q.mu)
	return q
}

func (q *queue) take() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.ready.Wait() // HERE
	}
	item := q.items[0]
	q.items = q.items[1:]
	return item
}

func (q *queue) put(item int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.items = append(q.items, item)
}

func main() {
	q := newQueue()
	for {
		go q.take()
		q.put(1)
	}
}
`,
  },
};
