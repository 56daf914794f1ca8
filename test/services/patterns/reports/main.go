// Reports renders a sheet for each request, and hands it to a printer that may be out of paper.
package main

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type sheet struct {
	id     int
	pixels []byte
}

func render(id int) *sheet {
	s := &sheet{id: id, pixels: make([]byte, 64<<10)} // held
	for i := 0; i < len(s.pixels); i += 128 {
		s.pixels[i] = byte(id)
	}
	return s
}

type printer struct {
	tray chan *sheet
}

func (p *printer) print(s *sheet) {
	p.tray <- s // leak: goroutine-leak
}

func submit(id int) error {
	p := &printer{tray: make(chan *sheet)}
	s := render(id)
	go p.print(s) // spawn
	if id%4 == 0 {
		return fmt.Errorf("sheet %d: out of paper", id)
	}
	select {
	case <-p.tray:
		return nil
	case <-time.After(time.Second):
		return fmt.Errorf("sheet %d: jammed", id)
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/print", func(w http.ResponseWriter, r *http.Request) {
		id, _ := strconv.Atoi(r.URL.Query().Get("id"))
		fmt.Fprintln(w, submit(id))
	})
	serve.Run(mux, serve.Requests(50, "/print?id=%d"))
}
