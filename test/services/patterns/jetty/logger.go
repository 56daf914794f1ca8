package main

import (
	"bytes"
	"fmt"
	"io"
	"sync"
)

// A logger writes whole pages.
type logger struct {
	mu      sync.Mutex
	pending bytes.Buffer
	page    int
	written int
	out     io.Writer
}

func newLogger(page int) *logger { return &logger{page: page, out: io.Discard} }

func (l *logger) line(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fmt.Fprintf(&l.pending, format, args...) // leak: heap-growth
	l.pending.WriteByte('\n')                // also: heap-growth
	if l.pending.Len()-l.written >= l.page {
		n, _ := l.out.Write(l.pending.Bytes()[l.written:])
		l.written += n
	}
}
