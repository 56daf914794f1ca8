// Gazette prints articles in the layout a reader asks for.
package main

import (
	"fmt"
	"net/http"

	"leaklens.example/patterns/gazette/layout"
	"leaklens.example/patterns/internal/serve"
)

type article struct {
	Title  string
	Lead   string
	Author string
	Lines  []string
}

func front() article {
	a := article{Title: "Harvest", Lead: "A good year for plums.", Author: "E. Winter"}
	for n := range 12 {
		a.Lines = append(a.Lines, fmt.Sprint("Line ", n))
	}
	return a
}

func main() {
	press, today := layout.NewPress(), front()
	mux := http.NewServeMux()
	mux.HandleFunc("/read", func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if err := press.Print(w, layout.Wish{Columns: q.Get("columns"), Greeting: q.Get("for")}, today); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
	serve.Run(mux, serve.Requests(14, "/read?columns=2&for=reader+%d"), serve.Requests(6, "/read?columns=3&for=you"))
}
