// Dairy weighs milk. It keeps the herd book in memory, and measures its answers.
package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/netip"
	"runtime/debug"
	"time"

	"leaklens.example/patterns/dairy/gauge"
	"leaklens.example/patterns/internal/serve"
)

type cow struct {
	number int
	yields []uint16
}

func herdBook() []cow {
	herd := make([]cow, 2000)
	for i := range herd {
		herd[i] = cow{number: i, yields: make([]uint16, 20_000)}
		for d := range herd[i].yields {
			herd[i].yields[d] = uint16(d % 40)
		}
	}
	return herd
}

type request struct {
	route string
	from  netip.AddrPort
	took  int
}

func main() {
	debug.SetGCPercent(30)
	herd, board := herdBook(), gauge.NewBoard()
	r := rand.New(rand.NewPCG(5, 5))
	routes := []string{"/milk", "/cow", "/tank"}
	mux := http.NewServeMux()
	mux.HandleFunc("/names", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, board.Names(), len(herd)) })
	serve.Run(mux, serve.Requests(5, "/names"), func(ctx context.Context, _ string) {
		for serve.Pause(ctx, 100*time.Millisecond) {
			day := make([]uint16, 0, 200_000)
			for range 35 {
				q := request{
					route: routes[r.IntN(3)],
					from:  netip.AddrPortFrom(netip.AddrFrom4([4]byte{10, 0, byte(r.IntN(8)), byte(r.IntN(200))}), uint16(32768+r.IntN(28000))),
					took:  r.IntN(900),
				}
				day = append(day, herd[q.took].yields[:200]...)
				board.Observe(q.route, q.from.String(), q.took) // also: heap-growth
			}
		}
	})
}
