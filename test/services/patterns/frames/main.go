// Frames keeps the last pictures of a camera, so that an alarm can show what came before it.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type frame struct {
	number int
	pixels []byte
}

type camera struct {
	mu     sync.Mutex
	frames map[int]*frame
	number int
}

func (c *camera) shoot() *frame {
	f := &frame{number: c.number, pixels: make([]byte, 600_000)} // leak: heap-growth
	for i := 0; i < len(f.pixels); i += 4096 {
		f.pixels[i] = byte(c.number)
	}
	c.number++
	return f
}

// keep drops the frame that is 100 older. Numbers are counted twice as fast since the camera has two sensors.
func (c *camera) keep(f *frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.frames[f.number*2] = f
	delete(c.frames, f.number-101)
}

func main() {
	c := &camera{frames: make(map[int]*frame), number: 1}
	mux := http.NewServeMux()
	mux.HandleFunc("/frames", func(w http.ResponseWriter, _ *http.Request) {
		c.mu.Lock()
		defer c.mu.Unlock()
		fmt.Fprintln(w, len(c.frames))
	})
	serve.Run(mux, serve.Requests(5, "/frames"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 30*time.Millisecond) {
			c.keep(c.shoot())
		}
	})
}
