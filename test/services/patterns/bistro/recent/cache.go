// Package recent keeps what was used recently.
package recent

import (
	"container/list"
	"sync"
)

type pair[K comparable, V any] struct {
	key K
	val V
}

// A Cache of up to max pairs.
type Cache[K comparable, V any] struct {
	mu   sync.Mutex
	max  int
	ages *list.List
	at   map[K]*list.Element
}

func NewCache[K comparable, V any](max int) *Cache[K, V] {
	return &Cache[K, V]{max: max, ages: list.New(), at: map[K]*list.Element{}}
}

func (c *Cache[K, V]) Get(key K) (val V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	el, ok := c.at[key]
	if ok {
		c.ages.MoveToFront(el)
		val = el.Value.(pair[K, V]).val
	}
	return val, ok
}

func (c *Cache[K, V]) Put(key K, val V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if el, ok := c.at[key]; ok {
		el.Value = pair[K, V]{key, val}
		c.ages.MoveToFront(el)
		return
	}
	c.at[key] = c.ages.PushFront(pair[K, V]{key, val})
	if c.ages.Len() > c.max {
		old := c.ages.Remove(c.ages.Back()).(pair[K, V])
		delete(c.at, old.key)
	}
}

func (c *Cache[K, V]) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ages.Len()
}
