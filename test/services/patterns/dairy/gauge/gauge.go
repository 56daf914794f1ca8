// Package gauge counts how long things take.
package gauge

import "sync"

const slots = 96

// A Series has a slot per ten milliseconds.
type Series struct {
	slots [slots]uint64
	sum   uint64
}

func (s *Series) add(millis int) {
	s.slots[min(millis/10, slots-1)]++
	s.sum += uint64(millis)
}

// A Board has series by name and label.
type Board struct {
	mu     sync.Mutex
	series map[string]map[string]*Series
}

func NewBoard() *Board { return &Board{series: make(map[string]map[string]*Series)} }

func (b *Board) Observe(name, label string, millis int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	byLabel, ok := b.series[name]
	if !ok {
		byLabel = make(map[string]*Series)
		b.series[name] = byLabel
	}
	s, ok := byLabel[label]
	if !ok {
		s = new(Series)    // leak: heap-growth
		byLabel[label] = s // also: heap-growth
	}
	s.add(millis)
}

// Names is how many names there are.
func (b *Board) Names() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.series)
}
