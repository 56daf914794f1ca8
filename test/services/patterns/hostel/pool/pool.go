// Package pool shares connections to a guest book.
package pool

import (
	"errors"
	"sync"
)

var ErrNoMore = errors.New("no more rows")

type conn struct {
	id  int
	buf []byte
}

// A Pool opens as many connections as are needed at the same time.
type Pool struct {
	mu    sync.Mutex
	idle  []*conn
	busy  map[int]*conn
	count int
}

func New() *Pool { return &Pool{busy: make(map[int]*conn)} }

func (p *Pool) get() *conn {
	p.mu.Lock()
	defer p.mu.Unlock()
	var c *conn
	if n := len(p.idle); n > 0 {
		c, p.idle = p.idle[n-1], p.idle[:n-1]
	} else {
		p.count++
		c = &conn{id: p.count, buf: make([]byte, 48<<10)} // leak: heap-growth
	}
	p.busy[c.id] = c // also: heap-growth
	return c
}

func (p *Pool) put(c *conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.busy[c.id]; !ok {
		return
	}
	delete(p.busy, c.id)
	p.idle = append(p.idle, c)
}

// Query is the guests of a room.
func (p *Pool) Query(room, limit int) *Rows {
	return &Rows{pool: p, conn: p.get(), room: room, limit: limit}
}

// Rows are closed at their end, or by Close.
type Rows struct {
	pool        *Pool
	conn        *conn
	room, limit int
	at          int
}

func (r *Rows) Next() bool {
	if r.at == r.limit {
		r.Close()
		return false
	}
	r.at++
	r.conn.buf[r.at%len(r.conn.buf)] = byte(r.room + r.at)
	return true
}

func (r *Rows) Scan(guest *int) error {
	if r.at > r.limit {
		return ErrNoMore
	}
	*guest = int(r.conn.buf[r.at%len(r.conn.buf)])
	return nil
}

func (r *Rows) Close() error {
	r.pool.put(r.conn)
	return nil
}
