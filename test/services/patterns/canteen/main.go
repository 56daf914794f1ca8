// Canteen takes orders of guests, who have a tray for what they choose.
package main

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"

	"leaklens.example/patterns/internal/serve"
)

type menu struct{ pictures [][]byte }

func loadMenu() *menu {
	m := new(menu)
	for n := range 80 {
		m.pictures = append(m.pictures, bytes.Repeat([]byte{byte(n)}, 500_000))
	}
	return m
}

func (m *menu) page(s *session, n int) []byte {
	page := bytes.NewBuffer(make([]byte, 0, 200_000))
	fmt.Fprintf(page, "%s may choose:\n", s.guest)
	picture := m.pictures[n%len(m.pictures)]
	page.Write(picture[:150_000])
	return page.Bytes()
}

func main() {
	guests, today := new(sessions), loadMenu()
	mux := http.NewServeMux()
	mux.HandleFunc("/menu", func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.FormValue("n"))
		s := guests.of(w, r)
		s.basket[n%len(s.basket)].count++
		w.Write(today.page(s, n)[:2000])
	})
	mux.HandleFunc("/leave", guests.leave)
	serve.Run(mux, serve.Requests(9, "/menu?n=%d"), serve.Requests(3, "/leave"))
}
