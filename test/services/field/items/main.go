// Items reads the first row of a query and does not close the rows.
package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"

	_ "leaklens.example/field/internal/memdb"
	"leaklens.example/field/internal/serve"
)

// load: /item?id={id} 3
// leak: goroutine-leak started in database/sql

var db *sql.DB

func item(_ context.Context, id string) (string, error) {
	rows, err := db.QueryContext(serve.Context, "SELECT name FROM item WHERE id >= ?", id) // mistake: rows-not-closed
	if err != nil {
		return "", err
	}
	var name string
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return name, err
}

func main() {
	var err error
	if db, err = sql.Open("memdb", ""); err != nil {
		log.Fatal(err)
	}
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/item", serve.Text(item)) })
}
