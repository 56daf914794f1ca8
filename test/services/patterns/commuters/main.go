// Commuters has a seat for each traveller who is on board; they board over 35 seconds and then stay.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type seat struct {
	mu   sync.Mutex
	who  int
	bags []byte
	news chan string
}

type train struct {
	mu    sync.Mutex
	seats map[int]*seat
}

func (t *train) ask(who int) int {
	t.mu.Lock()
	s, ok := t.seats[who]
	if !ok {
		s = &seat{who: who, bags: make([]byte, 24<<10), news: make(chan string, 16)}
		t.seats[who] = s
	}
	t.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bags[who%len(s.bags)]++
	return int(s.bags[0])
}

func main() {
	t := &train{seats: map[int]*seat{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/seats", func(w http.ResponseWriter, _ *http.Request) {
		t.mu.Lock()
		defer t.mu.Unlock()
		fmt.Fprintln(w, len(t.seats))
	})
	serve.Run(mux, serve.Requests(8, "/seats"), func(ctx context.Context, _ string) {
		begin := time.Now()
		for n := 0; serve.Pause(ctx, 10*time.Millisecond); n++ {
			aboard := min(int(time.Since(begin).Milliseconds()), 35_000) * 900 / 35_000
			for k := range 6 {
				t.ask((n*6 + k) % max(aboard, 1))
			}
		}
	})
}
