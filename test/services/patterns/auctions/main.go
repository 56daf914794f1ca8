// Auctions keeps what each bidder has offered, for as long as the bidder is connected.
package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type bid struct {
	amount  int
	article string
	history []int
}

type hall struct {
	mu      sync.Mutex
	bidders map[uint64][]*bid
	next    uint64
}

func (h *hall) enter() uint64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.next++
	h.bidders[h.next] = nil
	return h.next
}

func (h *hall) offer(bidder uint64, amount int) {
	b := &bid{amount: amount, history: make([]int, 128)} // leak: heap-growth
	h.mu.Lock()
	defer h.mu.Unlock()
	h.bidders[bidder] = append(h.bidders[bidder], b)
}

// leave forgets the bidder, though only one who has not offered anything.
func (h *hall) leave(bidder uint64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.bidders[bidder]) == 0 {
		delete(h.bidders, bidder)
	}
}

func main() {
	h := &hall{bidders: make(map[uint64][]*bid)}
	mux := http.NewServeMux()
	mux.HandleFunc("/bidders", func(w http.ResponseWriter, _ *http.Request) {
		h.mu.Lock()
		defer h.mu.Unlock()
		fmt.Fprintln(w, len(h.bidders))
	})
	serve.Run(mux, serve.Requests(20, "/bidders"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 12*time.Millisecond) {
			bidder := h.enter()
			for amount := range int(bidder % 7) {
				h.offer(bidder, amount)
			}
			h.leave(bidder)
		}
	})
}
