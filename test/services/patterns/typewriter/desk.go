package main

import (
	"bufio"
	"io"
	"os"
	"sync"
	"sync/atomic"
)

type desk struct {
	mu      sync.Mutex
	letters map[string]*os.File
	lines   atomic.Int64
}

// letter is what a letter is typed into. What is typed is read line by line.
func (d *desk) letter(name string) (io.WriteCloser, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	go d.read(r) // spawn
	d.mu.Lock()
	defer d.mu.Unlock()
	d.letters[name] = w
	return w, nil
}

func (d *desk) read(r io.ReadCloser) {
	defer r.Close()
	page := bufio.NewScanner(r)
	page.Buffer(make([]byte, 0, 16<<10), 64<<10)
	for page.Scan() { // leak: goroutine-leak
		d.lines.Add(1)
	}
}
