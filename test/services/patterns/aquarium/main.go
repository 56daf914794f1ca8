// Aquarium shows its fish on screens, which stay connected.
package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

const screens = 60

type frame struct {
	kind    byte
	payload []byte
}

func (f frame) WriteTo(w io.Writer) (int64, error) {
	head := binary.BigEndian.AppendUint16([]byte{f.kind}, uint16(len(f.payload)))
	n, err := w.Write(append(head, f.payload...))
	return int64(n), err
}

func readFrame(r *bufio.Reader) (frame, error) {
	kind, err := r.ReadByte()
	if err != nil {
		return frame{}, err
	}
	var size uint16
	if err := binary.Read(r, binary.BigEndian, &size); err != nil {
		return frame{}, err
	}
	f := frame{kind: kind, payload: make([]byte, size)}
	_, err = io.ReadFull(r, f.payload)
	return f, err
}

type peer struct {
	conn net.Conn
	in   *bufio.Reader
	out  chan frame
}

func (p *peer) write() {
	for f := range p.out {
		if _, err := f.WriteTo(p.conn); err != nil {
			return
		}
	}
}

func (p *peer) read(handle func(*peer, frame)) {
	defer close(p.out)
	defer p.conn.Close()
	for {
		f, err := readFrame(p.in)
		if err != nil {
			return
		}
		handle(p, f)
	}
}

type tank struct {
	mu    sync.Mutex
	peers map[*peer]time.Time
}

func (t *tank) accept(ln net.Listener) {
	for {
		conn, err := ln.Accept()
		if err != nil {
			return
		}
		p := &peer{conn: conn, in: bufio.NewReaderSize(conn, 16<<10), out: make(chan frame, 4)}
		t.seen(p, frame{})
		go p.write()
		go func() {
			p.read(t.seen)
			t.mu.Lock()
			defer t.mu.Unlock()
			delete(t.peers, p)
		}()
	}
}

func (t *tank) seen(p *peer, f frame) {
	t.mu.Lock()
	t.peers[p] = time.Now()
	t.mu.Unlock()
	if f.kind == 9 {
		p.out <- frame{kind: 10, payload: f.payload}
	}
}

func screen(ctx context.Context, addr string, n int) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		log.Print(err)
		return
	}
	defer conn.Close()
	in := bufio.NewReader(conn)
	for serve.Pause(ctx, 7*time.Second) {
		if _, err := (frame{kind: 9, payload: []byte(fmt.Sprint("screen ", n))}).WriteTo(conn); err != nil {
			return
		}
		if _, err := readFrame(in); err != nil {
			return
		}
	}
}

func main() {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	t := &tank{peers: make(map[*peer]time.Time)}
	go t.accept(ln)
	mux := http.NewServeMux()
	mux.HandleFunc("/screens", func(w http.ResponseWriter, _ *http.Request) {
		t.mu.Lock()
		defer t.mu.Unlock()
		fmt.Fprintln(w, len(t.peers))
	})
	serve.Run(mux, serve.Requests(6, "/screens"), func(ctx context.Context, _ string) {
		for n := range screens {
			go screen(ctx, ln.Addr().String(), n)
			if !serve.Pause(ctx, 350*time.Millisecond) {
				return
			}
		}
	})
}
