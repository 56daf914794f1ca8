package main

import "sync"

const writeBuffer = 8 << 20

// A memtable takes what is written, up to the size of its buffer. It is the largest thing in this process, as it should be.
type memtable struct {
	data  []byte
	index map[string]span
}

type span struct{ start, end int }

func newMemtable() *memtable {
	return &memtable{data: make([]byte, 0, writeBuffer), index: make(map[string]span)}
}

func (m *memtable) put(key string, value []byte) {
	start := len(m.data)
	m.data = append(m.data, value...)
	m.index[key] = span{start, len(m.data)}
}

// compact returns a memtable with only the newest value of each key.
func (m *memtable) compact() *memtable {
	compacted := newMemtable()
	for key, at := range m.index {
		compacted.put(key, m.data[at.start:at.end])
	}
	return compacted
}

// A store keeps its values in a memtable, in the manner of leveldb, but has no files below it.
type store struct {
	mu    sync.Mutex
	table *memtable
}

func (s *store) put(key, value string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.table.data)+len(value) > cap(s.table.data) {
		s.table = s.table.compact()
	}
	s.table.put(key, []byte(value))
}

// get returns the newest value of a key, or nothing.
func (s *store) get(key string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.table.index[key]
	return string(s.table.data[at.start:at.end])
}
