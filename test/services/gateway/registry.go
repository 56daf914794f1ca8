package main

import "sync"

// A registry knows the sessions whose readers run, so that a fix can release those that are stuck.
type registry struct {
	countOnly bool // know how many, but not which: see -forget

	mu       sync.Mutex
	count    int
	sessions map[*session]struct{}
}

func (r *registry) add(s *session) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count++
	if r.sessions == nil {
		r.sessions = make(map[*session]struct{})
	}
	if !r.countOnly {
		r.sessions[s] = struct{}{}
	}
}

func (r *registry) remove(s *session) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count--
	delete(r.sessions, s)
}

func (r *registry) len() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.count
}

// reachable is how many sessions a fix can still release.
func (r *registry) reachable() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.sessions)
}

// disconnected returns the sessions whose device has gone, but not their reader.
func (r *registry) disconnected() (gone []*session) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for s := range r.sessions {
		select {
		case <-s.done:
			gone = append(gone, s)
		default:
		}
	}
	return gone
}
