package main

import (
	"runtime"
	"sync/atomic"
	"unsafe"
)

// Rushes are what makes the map grow: each is larger than the one before.
type rushes struct {
	step, max int
	users     int
	running   atomic.Bool
}

func (l *rushes) next() {
	if !l.running.Load() {
		return
	}
	if l.users += l.step; l.users > l.max {
		l.users = l.max
	}
	rush(l.users)
}

func (l *rushes) name() string { return "channelmap" }

func (l *rushes) start() { l.running.Store(true) }

func (l *rushes) stop() { l.running.Store(false) }

// fix starts over with an empty map, the only way to give its memory back.
func (l *rushes) fix() {
	l.running.Store(false)
	onlineMu.Lock()
	online, peak = make(map[int64]visit), 0
	onlineMu.Unlock()
	runtime.GC()
}

func (l *rushes) leaked() (goroutines int, bytes int64) {
	onlineMu.Lock()
	defer onlineMu.Unlock()
	return 0, int64(peak) * int64(unsafe.Sizeof(visit{})+8)
}

func (l *rushes) sites() []site {
	return []site{
		{Role: "allocation", Kind: "map-capacity", Function: "main.logIn", marker: "map"},
		{Role: "allocation", Kind: "runtime-retained", Function: "main.drain", marker: "channel"},
	}
}
