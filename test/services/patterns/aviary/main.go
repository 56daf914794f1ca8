// Aviary tells birdwatchers which birds are seen.
package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"leaklens.example/patterns/aviary/hub"
	"leaklens.example/patterns/internal/serve"
)

type sighting struct {
	Bird string
	At   time.Time
}

type station struct{ sightings *hub.Hub[sighting] }

// next answers with the next sighting, or with nothing if there is none for a while.
func (s *station) next(w http.ResponseWriter, r *http.Request) {
	seen := make(chan sighting, 1)
	s.sightings.Subscribe(func(b sighting) {
		select {
		case seen <- b:
		default:
		}
	})
	select {
	case b := <-seen:
		fmt.Fprintln(w, b.Bird, b.At.Format(time.TimeOnly))
	case <-time.After(800 * time.Millisecond):
		w.WriteHeader(http.StatusNoContent)
	case <-r.Context().Done():
	}
}

// digest collects what is seen in a quarter of a second.
func (s *station) digest(w http.ResponseWriter, _ *http.Request) {
	birds := make(chan string, 64)
	sub := s.sightings.Subscribe(func(b sighting) {
		select {
		case birds <- b.Bird:
		default:
		}
	})
	defer sub.Close()
	time.Sleep(250 * time.Millisecond)
	fmt.Fprintln(w, len(birds))
}

func (s *station) observe(ctx context.Context, _ string) {
	birds := []string{"wren", "heron", "kestrel", "dunnock"}
	for n := 0; serve.Pause(ctx, 300*time.Millisecond); n++ {
		s.sightings.Publish(sighting{Bird: birds[n%len(birds)], At: time.Now()})
	}
}

func main() {
	s := &station{sightings: hub.New[sighting]()}
	mux := http.NewServeMux()
	mux.HandleFunc("/next", s.next)
	mux.HandleFunc("/digest", s.digest)
	serve.Run(mux, serve.Requests(6, "/next"), serve.Requests(3, "/digest"), s.observe)
}
