// Kinescope keeps the last 60 pictures of a camera.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type picture struct {
	number int
	pixels []byte
}

type tape struct {
	mu       sync.Mutex
	pictures map[int]*picture
	number   int
}

func (t *tape) shoot() {
	p := &picture{number: t.number, pixels: make([]byte, 600_000)}
	for i := 0; i < len(p.pixels); i += 4096 {
		p.pixels[i] = byte(t.number)
	}
	t.number++
	t.mu.Lock()
	defer t.mu.Unlock()
	t.pictures[p.number] = p
	delete(t.pictures, p.number-60)
}

func main() {
	t := &tape{pictures: map[int]*picture{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/pictures", func(w http.ResponseWriter, _ *http.Request) {
		t.mu.Lock()
		defer t.mu.Unlock()
		fmt.Fprintln(w, len(t.pictures))
	})
	serve.Run(mux, serve.Requests(5, "/pictures"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 200*time.Millisecond) {
			t.shoot()
		}
	})
}
