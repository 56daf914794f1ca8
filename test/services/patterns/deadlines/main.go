// Deadlines reminds customers of what they have left in the basket, a day later.
package main

import (
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type basket struct {
	customer int
	articles []byte
}

type shop struct {
	reminded atomic.Int64
}

func (s *shop) load(customer int) *basket {
	return &basket{customer: customer, articles: make([]byte, 12<<10)} // leak: heap-growth
}

// leave plans the reminder. Nothing takes it back when the customer returns.
func (s *shop) leave(b *basket) {
	time.AfterFunc(24*time.Hour, func() {
		s.reminded.Add(int64(len(b.articles)))
	})
}

func main() {
	s := &shop{}
	mux := http.NewServeMux()
	mux.HandleFunc("/basket", func(w http.ResponseWriter, r *http.Request) {
		customer, _ := strconv.Atoi(r.URL.Query().Get("customer"))
		b := s.load(customer)
		defer s.leave(b)
		fmt.Fprintln(w, len(b.articles))
	})
	serve.Run(mux, serve.Requests(60, "/basket?customer=%d"))
}
