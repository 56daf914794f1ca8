// Descriptors opens scans, and closes each when nobody holds it any more.
package main

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type scan struct {
	id     int
	window []byte
}

type archive struct {
	open   atomic.Int64
	closed chan int
}

func (a *archive) scan(id int) *scan {
	s := &scan{id: id, window: make([]byte, 24<<10)} // leak: heap-growth
	runtime.SetFinalizer(s, a.close)
	a.open.Add(1)
	return s
}

// close reports the scan to the archive's journal, which is not kept on small machines.
func (a *archive) close(s *scan) {
	a.open.Add(-1)
	a.closed <- s.id
}

func (s *scan) read() (sum int) {
	for i := range s.window {
		s.window[i] = byte(i * s.id)
		sum += int(s.window[i])
	}
	return sum
}

func main() {
	a := &archive{closed: make(chan int)}
	mux := http.NewServeMux()
	mux.HandleFunc("/open", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, a.open.Load()) })
	serve.Run(mux, serve.Requests(10, "/open"), func(ctx context.Context, _ string) {
		for id := 0; serve.Pause(ctx, 15*time.Millisecond); id++ {
			a.scan(id).read()
		}
	})
}
