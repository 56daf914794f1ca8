// Sawtooth compresses pictures, and collects its garbage seldom because it has memory to spare.
package main

import (
	"bytes"
	"compress/flate"
	"fmt"
	"net/http"
	"runtime/debug"

	"leaklens.example/patterns/internal/serve"
)

type picture struct {
	pixels []byte
}

func decode(seed int) *picture {
	p := &picture{pixels: make([]byte, 256<<10)}
	for i := range p.pixels {
		p.pixels[i] = byte(i / 97 * seed)
	}
	return p
}

func (p *picture) pack() int {
	var out bytes.Buffer
	writer, _ := flate.NewWriter(&out, flate.BestSpeed)
	writer.Write(p.pixels)
	writer.Close()
	return out.Len()
}

func main() {
	debug.SetGCPercent(500)
	base := make([]*picture, 40)
	for i := range base {
		base[i] = decode(i)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/pack", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, decode(3).pack(), len(base))
	})
	serve.Run(mux, serve.Requests(15, "/pack"))
}
