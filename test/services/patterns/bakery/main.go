// Bakery plans how many loaves to bake, and shows previews of long reports.
package main

import (
	"fmt"
	"net/http"
	"strconv"

	"leaklens.example/patterns/internal/serve"
)

type api struct{ plan *planner }

func (a api) preview(w http.ResponseWriter, r *http.Request) {
	shop, err := strconv.Atoi(r.URL.Query().Get("shop"))
	if err != nil {
		http.Error(w, "which shop?", http.StatusBadRequest)
		return
	}
	lines, err := a.plan.head(shop, 3)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	for _, line := range lines {
		fmt.Fprintln(w, line)
	}
}

func (a api) total(w http.ResponseWriter, _ *http.Request) {
	n, err := a.plan.total(4)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, n)
}

func main() {
	a := api{plan: newPlanner(30)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /preview", a.preview)
	mux.HandleFunc("GET /total", a.total)
	serve.Run(mux, serve.Requests(4, "/preview?shop=%d"), serve.Requests(6, "/total"))
}
