package main

import (
	"bufio"
	"net"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"
)

// A gateway accepts devices. Whether it leaks is a switch, so that the fix can be watched at work.
type gateway struct {
	listener net.Listener
	sessions registry
	leaking  atomic.Bool
	calm     atomic.Bool // few devices come
	max      int
}

// accept serves every device that connects.
func (g *gateway) accept() {
	for {
		conn, err := g.listener.Accept()
		if err != nil {
			return
		}
		if g.leaking.Load() && g.sessions.len() < g.max {
			g.serve(conn)
		} else {
			g.serveFixed(conn)
		}
	}
}

// serveFixed is serve with the reader that does not leak.
func (g *gateway) serveFixed(conn net.Conn) {
	s := &session{conn: conn, batches: make(chan []int64), done: make(chan struct{})}
	go s.acknowledge()
	go s.receiveFixed()
}

// receiveFixed does not wait for a writer that has gone.
func (s *session) receiveFixed() {
	samples := bufio.NewReader(s.conn)
	for {
		batch := make([]int64, batchSize)
		n, err := readSamples(samples, batch)
		if err != nil {
			close(s.done)
		}
		select {
		case s.batches <- batch[:n]:
		case <-s.done:
			return
		}
	}
}

func (g *gateway) name() string { return "gateway" }

func (g *gateway) start() {
	g.leaking.Store(true)
	g.calm.Store(false)
	debug.SetGCPercent(100)
}

func (g *gateway) stop() { g.leaking.Store(false) }

// fix takes the batches that nobody took, until the last session that could leak has ended: some may only be about to.
// Then it collects the garbage: what the readers held is idle, but not yet returned to the system. The runtime would return
// it after one collection more; to make that state last long enough to be seen, the next collection is put off.
func (g *gateway) fix() {
	g.leaking.Store(false)
	g.calm.Store(true)
	for tries := 0; tries < 2000; tries++ {
		time.Sleep(time.Millisecond)
		for _, s := range g.sessions.disconnected() {
			select {
			case <-s.batches:
			default:
			}
		}
		if g.sessions.reachable() == 0 {
			break
		}
	}
	debug.SetGCPercent(400)
	runtime.GC()
}

func (g *gateway) leaked() (goroutines int, bytes int64) {
	if goroutines = len(g.sessions.disconnected()); g.sessions.countOnly {
		goroutines = g.sessions.len()
	}
	return goroutines, int64(goroutines) * batchSize * 8
}

func (g *gateway) sites() []site {
	return []site{
		{Role: "blocked", Kind: "goroutine-leak", Function: "main.(*session).receive", marker: "blocked"},
		{Role: "spawn", Kind: "goroutine-leak", Function: "main.(*gateway).serve", marker: "spawn"},
		{Role: "allocation", Kind: "heap-growth", Function: "main.(*session).receive", marker: "allocation"},
	}
}
