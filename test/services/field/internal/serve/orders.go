package serve

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"leaklens.example/field/internal/stock"
)

type order struct {
	ID    string   `json:"id"`
	Lines []string `json:"lines"`
}

// newest keeps the last orders; it is full after some ten seconds.
var newest struct {
	sync.Mutex
	orders [250]*order
	next   int
}

func keep(o *order) {
	newest.Lock()
	defer newest.Unlock()
	newest.orders[newest.next%len(newest.orders)] = o
	newest.next++
}

// addOrders serves what every service does besides: work for a pool, JSON, a ring that is soon full, a buffer that is thrown away.
func addOrders(mux *http.ServeMux) {
	pool := stock.Open(6)
	go sweep()
	mux.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) {
		o := &order{ID: r.URL.Query().Get("id")}
		pool.Do(func() {
			for range 24 {
				o.Lines = append(o.Lines, strings.Repeat(o.ID, 12))
			}
		})
		keep(o)
		scratch := make([]byte, 48<<10)
		copy(scratch, o.ID)
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(o)
	})
}

// sweep forgets an order now and then.
func sweep() {
	ticker := time.NewTicker(3 * time.Second)
	defer ticker.Stop()
	for range ticker.C {
		newest.Lock()
		newest.orders[0] = nil
		newest.Unlock()
	}
}
