// Shelves closes its rows, and ends its transactions one way or the other.
package main

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"net/http"
	"strings"

	_ "leaklens.example/field/internal/memdb"
	"leaklens.example/field/internal/serve"
)

// load: /shelf?id={id} 20

var db *sql.DB

func shelf(_ context.Context, id string) (string, error) {
	tx, err := db.BeginTx(serve.Context, nil)
	if err != nil {
		return "", err
	}
	defer tx.Rollback()
	if strings.HasSuffix(id, "7") {
		return "", errors.New("the shelf is locked")
	}
	rows, err := tx.QueryContext(serve.Context, "SELECT name FROM item WHERE id >= ?", id)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var name string
	for rows.Next() && err == nil {
		err = rows.Scan(&name)
	}
	return name, errors.Join(err, rows.Err(), tx.Commit())
}

func main() {
	var err error
	if db, err = sql.Open("memdb", ""); err != nil {
		log.Fatal(err)
	}
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/shelf", serve.Text(shelf)) })
}
