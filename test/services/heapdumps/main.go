// Holds memory in every way in which Go programs are known to hold it, each made on a line of its own, and writes the heap to a file as
// runtime/debug.WriteHeapDump does. `heapdumps FILE [MEGABYTES]`: with a number, that many are held in small sessions, and nothing else is.
package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"time"
)

type session struct {
	id   int
	body []byte
	next *session
}

type key struct{}

var (
	sessions = map[int]*session{}
	grid     [][]byte
	queue    = make(chan []byte, 64)
	pool     = sync.Pool{}
	heads    [][]byte
	request  context.Context
	byName   = map[string]*session{}
	byNumber = map[int]*session{}
)

func main() {
	if len(os.Args) > 2 {
		megabytes, _ := strconv.Atoi(os.Args[2])
		manySessions(megabytes)
	} else {
		everyHolder()
	}
	file, err := os.Create(os.Args[1])
	if err != nil {
		panic(err)
	}
	debug.WriteHeapDump(file.Fd())
	if err := file.Close(); err != nil {
		panic(err)
	}
	fmt.Println("written")
}

func everyHolder() {
	runtime.MemProfileRate = 1
	globalMap()
	sliceOfSlices()
	closureInTimer()
	channelBuffer()
	ready := make(chan struct{})
	for range 3 {
		go goroutineStack(ready)
		<-ready
	}
	inPool()
	withFinalizer()
	subSlice()
	contextValue()
	twoMaps()
	// What nobody holds any more is collected, and the finalizer that never returns has begun.
	for range 3 {
		runtime.GC()
		time.Sleep(20 * time.Millisecond)
	}
	poolAgain()
}

func globalMap() {
	for id := range 48 {
		body := make([]byte, 8<<10)
		sessions[id] = &session{id: id, body: body}
	}
}

func sliceOfSlices() {
	for range 40 {
		grid = append(grid, make([]byte, 8<<10))
	}
}

func closureInTimer() {
	captured := make([]byte, 300<<10)
	time.AfterFunc(time.Hour, func() { fmt.Println(len(captured), captured[0]) })
}

func channelBuffer() {
	for range 32 {
		queue <- make([]byte, 8<<10)
	}
}

func goroutineStack(ready chan struct{}) {
	local := make([]byte, 80<<10)
	local[0] = 1
	ready <- struct{}{}
	select {
	case <-time.After(time.Hour):
	}
	runtime.KeepAlive(local)
}

func inPool() {}

// A collection moves what is in a pool to where the next one drops it.
func poolAgain() {
	for range 20 {
		pool.Put(pooled())
	}
}

//go:noinline
func pooled() *[10 << 10]byte {
	return new([10 << 10]byte)
}

// A finalizer that blocks keeps all that come after it, with what they belong to.
func withFinalizer() {
	first := &session{body: make([]byte, 1<<10)}
	runtime.SetFinalizer(first, func(*session) { select {} })
	first = nil
	runtime.GC()
	time.Sleep(20 * time.Millisecond)
	for range 10 {
		owner := &session{}
		owner.body = make([]byte, 18<<10)
		runtime.SetFinalizer(owner, closeSession)
	}
}

func closeSession(closed *session) { fmt.Println(closed.id) }

func subSlice() {
	whole := make([]byte, 160<<10)
	heads = append(heads, whole[:16])
}

func contextValue() {
	request = context.WithValue(context.Background(), key{}, make([]byte, 144<<10))
}

// Each of two maps holds all: taken out of one, nothing is freed.
func twoMaps() {
	for id := range 16 {
		both := &session{id: id, body: make([]byte, 8<<10)}
		byName[strconv.Itoa(id)] = both
		byNumber[id] = both
	}
}

// As a service has them that never forgets one: a kilobyte each, in parts.
func manySessions(megabytes int) {
	// Nothing is sampled of a program that does not read its own profile (cmd/link, disableMemoryProfiling).
	runtime.MemProfileRate = 512 << 10
	for id := range megabytes << 10 {
		sessions[id] = &session{id: id, body: make([]byte, 896), next: &session{id: id}}
	}
}
