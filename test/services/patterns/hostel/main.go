// Hostel looks up guests in its rooms.
package main

import (
	"fmt"
	"net/http"
	"strconv"

	"leaklens.example/patterns/hostel/pool"
	"leaklens.example/patterns/internal/serve"
)

type desk struct{ book *pool.Pool }

func (d desk) count(room int) (n int, err error) {
	rows := d.book.Query(room, 6)
	for rows.Next() {
		n++
	}
	return n, nil
}

func (d desk) first(room int) (guest int, err error) {
	rows := d.book.Query(room, 6)
	if !rows.Next() {
		return 0, pool.ErrNoMore
	}
	err = rows.Scan(&guest)
	return guest, err
}

type lookup func(room int) (int, error)

func (l lookup) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	room, _ := strconv.Atoi(r.FormValue("room"))
	n, err := l(room)
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	fmt.Fprintln(w, n)
}

func main() {
	d := desk{book: pool.New()}
	mux := http.NewServeMux()
	mux.Handle("/count", lookup(d.count))
	mux.Handle("/first", lookup(d.first))
	serve.Run(mux, serve.Requests(15, "/count?room=%d"), serve.Requests(9, "/first?room=%d"))
}
