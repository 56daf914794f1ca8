package main

import (
	"errors"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

var errTooHeavy = errors.New("too heavy")

type stone struct {
	number int
	tons   int
}

type yard struct {
	saws           slots
	done, returned atomic.Int64
}

func newYard(saws int) *yard { return &yard{saws: make(slots, saws)} }

func (y *yard) cut(s stone) error {
	y.saws.acquire()
	if s.tons > 20 {
		return errTooHeavy
	}
	defer y.saws.release()
	time.Sleep(time.Duration(20+s.tons) * time.Millisecond)
	return nil
}

func (y *yard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	go func(s stone) { // spawn
		if err := y.cut(s); err != nil {
			y.returned.Add(1)
			return
		}
		y.done.Add(1)
	}(stone{number: n, tons: n * 7 % 22})
	w.WriteHeader(http.StatusAccepted)
}
