// Thumbnails scales a picture to two sizes at once for every request.
package main

import (
	"errors"
	"fmt"
	"hash/crc32"
	"net/http"
	"strconv"
	"time"

	"leaklens.example/patterns/internal/serve"
)

var errTooSmall = errors.New("the picture is too small")

type variant struct {
	width int
	sum   uint32
	err   error
}

type scaler struct {
	source []byte
}

func (s *scaler) render(width, id int) variant {
	time.Sleep(time.Duration(5+id%7) * time.Millisecond)
	if width > 1000 && id%3 == 0 {
		return variant{width: width, err: errTooSmall}
	}
	return variant{width: width, sum: crc32.ChecksumIEEE(s.source[:width*8])}
}

func (s *scaler) thumbnails(id int) ([]variant, error) {
	results := make(chan variant)
	for _, width := range []int{1600, 320} {
		go func() { // spawn
			results <- s.render(width, id) // leak: goroutine-leak
		}()
	}
	var all []variant
	for range 2 {
		v := <-results
		if v.err != nil {
			return nil, v.err
		}
		all = append(all, v)
	}
	return all, nil
}

func (s *scaler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.Atoi(r.URL.Query().Get("id"))
	all, err := s.thumbnails(id)
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	fmt.Fprintln(w, all)
}

func main() {
	mux := http.NewServeMux()
	mux.Handle("/thumbnails", &scaler{source: make([]byte, 1<<16)})
	serve.Run(mux, serve.Requests(20, "/thumbnails?id=%d"))
}
