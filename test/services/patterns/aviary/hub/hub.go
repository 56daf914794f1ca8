// Package hub hands events to whoever asked for them.
package hub

import "sync"

// A Hub of events of type E.
type Hub[E any] struct {
	mu   sync.RWMutex
	next int
	subs map[int]*Subscription[E]
}

// A Subscription has its own inbox, so that a slow handler does not hold up the others.
type Subscription[E any] struct {
	hub    *Hub[E]
	id     int
	inbox  chan E
	handle func(E)
}

func New[E any]() *Hub[E] { return &Hub[E]{subs: make(map[int]*Subscription[E])} }

// Subscribe calls handle for every event from now on.
func (h *Hub[E]) Subscribe(handle func(E)) *Subscription[E] {
	s := &Subscription[E]{hub: h, inbox: make(chan E, 32), handle: handle}
	h.mu.Lock()
	h.next++
	s.id = h.next
	h.subs[s.id] = s
	h.mu.Unlock()
	go s.pump() // spawn
	return s
}

func (s *Subscription[E]) pump() {
	for e := range s.inbox { // leak: goroutine-leak
		s.handle(e)
	}
}

// Close ends the subscription.
func (s *Subscription[E]) Close() {
	s.hub.mu.Lock()
	defer s.hub.mu.Unlock()
	if _, ok := s.hub.subs[s.id]; ok {
		delete(s.hub.subs, s.id)
		close(s.inbox)
	}
}

// Publish drops the event for those whose inbox is full.
func (h *Hub[E]) Publish(e E) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	for _, s := range h.subs {
		select {
		case s.inbox <- e:
		default:
		}
	}
}
