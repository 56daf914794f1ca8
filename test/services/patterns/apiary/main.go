// Apiary weighs hives: each weighing makes a picture of the hive, which goes, and a note of it, which stays.
package main

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"strconv"
	"sync"

	"leaklens.example/patterns/internal/serve"
)

type note struct {
	hive   int
	grams  int
	digest [32]byte
	frames [300]int32
}

type log struct {
	mu    sync.Mutex
	notes map[string]*note
}

func picture(n int) []byte {
	pixels := make([]byte, 256<<10)
	for i := range pixels {
		pixels[i] = byte(i ^ n)
	}
	return pixels
}

func (l *log) weigh(n int) int {
	p := picture(n)
	fresh := &note{hive: n % 40, grams: 20_000 + n, digest: sha256.Sum256(p)} // leak: heap-growth
	l.mu.Lock()
	defer l.mu.Unlock()
	l.notes[strconv.Itoa(n)+":"+strconv.Itoa(fresh.hive)] = fresh
	return fresh.grams
}

func main() {
	l := &log{notes: map[string]*note{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/weigh", func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.FormValue("n"))
		fmt.Fprintln(w, l.weigh(n))
	})
	serve.Run(mux, serve.Requests(80, "/weigh?n=%d"))
}
