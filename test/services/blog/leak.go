package main

import (
	"reflect"
	"runtime"
)

func (b *blog) name() string { return "blog" }

// remember sets how many unknown paths the router may know.
func (b *blog) remember(paths int, forget bool) {
	b.router.mu.Lock()
	defer b.router.mu.Unlock()
	b.router.maxUnknown = paths
	if forget {
		b.router.unknown = make(map[string]*route)
	}
}

func (b *blog) start() { b.remember(b.max, false) }

func (b *blog) stop() { b.remember(0, false) }

func (b *blog) fix() {
	b.remember(0, true)
	runtime.GC()
}

func (b *blog) leaked() (goroutines int, bytes int64) {
	b.router.mu.Lock()
	defer b.router.mu.Unlock()
	return 0, int64(len(b.router.unknown)) * 800 * int64(reflect.TypeOf(page{}).Size())
}

func (b *blog) sites() []site {
	return []site{{Role: "allocation", Kind: "heap-growth", Function: "main.newPool", marker: "allocation"}}
}
