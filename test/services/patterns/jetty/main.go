// Jetty rents boats and writes down what happens.
package main

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type rental struct {
	boats [30]atomic.Bool
	log   *logger
}

func (rt *rental) rent(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	boat := n % len(rt.boats)
	if !rt.boats[boat].CompareAndSwap(false, true) {
		rt.log.line("boat %d is out, request %d", boat, n)
		http.Error(w, "out", http.StatusConflict)
		return
	}
	time.AfterFunc(time.Second, func() { rt.boats[boat].Store(false) })
	rt.log.line("boat %d to request %d, headers %v", boat, n, r.Header)
	fmt.Fprintln(w, "boat", boat)
}

// tide writes down the water at the posts of the jetty.
func (rt *rental) tide(ctx context.Context, _ string) {
	for n := 0; serve.Pause(ctx, 50*time.Millisecond); n++ {
		for post := range 300 {
			rt.log.line("post=%03d water=%04d wind=%02d temperature=%02d salt=%03d level=debug component=tide", post, n%900, post%12, n%30, post*n%999)
		}
	}
}

func main() {
	rt := &rental{log: newLogger(4 << 10)}
	mux := http.NewServeMux()
	mux.HandleFunc("/rent", rt.rent)
	serve.Run(mux, serve.Requests(12, "/rent?n=%d"), rt.tide)
}
