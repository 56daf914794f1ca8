// Radio tells its listeners which song is on.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type listener struct {
	name  string
	songs chan string
}

type station struct {
	mu        sync.Mutex
	listeners []listener
}

func (s *station) tune(name string) listener {
	l := listener{name: name, songs: make(chan string, 512)} // leak: heap-growth
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listeners = append(s.listeners, l)
	return l
}

func (s *station) leave(l *listener) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for n := range s.listeners {
		if &s.listeners[n] == l {
			s.listeners = append(s.listeners[:n], s.listeners[n+1:]...)
			return
		}
	}
}

func (s *station) play(song string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.listeners {
		select {
		case l.songs <- song:
		default:
		}
	}
}

func main() {
	s := new(station)
	mux := http.NewServeMux()
	mux.HandleFunc("/listen", func(w http.ResponseWriter, r *http.Request) {
		l := s.tune(r.RemoteAddr)
		defer s.leave(&l)
		select {
		case song := <-l.songs:
			fmt.Fprintln(w, song)
		case <-r.Context().Done():
		case <-time.After(time.Second):
		}
	})
	serve.Run(mux, serve.Requests(25, "/listen"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 400*time.Millisecond); n++ {
			s.play(fmt.Sprint("song ", n))
		}
	})
}
