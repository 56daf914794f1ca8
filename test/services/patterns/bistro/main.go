// Bistro remembers what its guests like.
package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"leaklens.example/patterns/bistro/recent"
	"leaklens.example/patterns/internal/serve"
)

type taste struct {
	guest  int
	dishes []int32
}

func ask(guest int) *taste {
	t := &taste{guest: guest, dishes: make([]int32, 4096)}
	for i := range t.dishes {
		t.dishes[i] = int32(i * guest % 300)
	}
	return t
}

func main() {
	tastes := recent.NewCache[int, *taste](1200)
	guests := rand.New(rand.NewPCG(4, 4))
	mux := http.NewServeMux()
	mux.HandleFunc("/known", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, tastes.Len()) })
	serve.Run(mux, serve.Requests(8, "/known"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 15*time.Millisecond) {
			guest := guests.IntN(60_000)
			if _, ok := tastes.Get(guest); !ok {
				tastes.Put(guest, ask(guest))
			}
		}
	})
}
