// Archive packs the files of a folder that never becomes empty.
package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type file struct {
	name    string
	content io.Reader
	block   []byte
}

func open(n int) *file {
	content := strings.Repeat(fmt.Sprint("entry ", n, "\n"), 200)
	return &file{
		name:    fmt.Sprint("file-", n),
		content: strings.NewReader(content),
		block:   make([]byte, 32<<10), // leak: heap-growth
	}
}

func (f *file) close() { f.content = nil }

type packer struct {
	files atomic.Int64
	bytes atomic.Int64
}

func (p *packer) pack(ctx context.Context, _ string) {
	out := gzip.NewWriter(io.Discard)
	for n := 0; serve.Pause(ctx, 30*time.Millisecond); n++ {
		f := open(n)
		defer f.close()
		written, err := io.CopyBuffer(out, struct{ io.Reader }{f.content}, f.block)
		if err != nil {
			continue
		}
		p.files.Add(1)
		p.bytes.Add(written)
	}
}

func main() {
	p := &packer{}
	mux := http.NewServeMux()
	mux.HandleFunc("/files", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, p.files.Load(), p.bytes.Load()) })
	serve.Run(mux, p.pack, serve.Requests(10, "/files"))
}
