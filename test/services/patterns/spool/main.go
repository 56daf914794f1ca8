// Spool keeps jobs in a list until they have been done; urgent jobs go to the front.
package main

import (
	"container/list"
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type job struct {
	id      int
	urgent  bool
	done    bool
	payload [500]byte
}

type spool struct {
	mu   sync.Mutex
	jobs *list.List
}

func (s *spool) add(id int) {
	j := &job{id: id, urgent: id%9 == 0} // leak: heap-growth
	s.mu.Lock()
	defer s.mu.Unlock()
	if j.urgent {
		s.jobs.PushFront(j)
	} else {
		s.jobs.PushBack(j)
	}
}

// next marks a job as done. Only urgent ones are at the front, and they are never removed.
func (s *spool) next() *job {
	s.mu.Lock()
	defer s.mu.Unlock()
	for e, looked := s.jobs.Front(), 0; e != nil && looked < 50; e, looked = e.Next(), looked+1 {
		if j := e.Value.(*job); !j.done {
			j.done = true
			return j
		}
	}
	return nil
}

func main() {
	s := &spool{jobs: list.New()}
	mux := http.NewServeMux()
	mux.HandleFunc("/next", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, s.next() != nil) })
	serve.Run(mux, serve.Requests(25, "/next"), func(ctx context.Context, _ string) {
		for id := 0; serve.Pause(ctx, 10*time.Millisecond); {
			for range 20 {
				s.add(id)
				id++
			}
		}
	})
}
