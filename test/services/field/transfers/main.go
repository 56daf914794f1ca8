// Transfers returns without Rollback where the amount is refused.
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

// load: /transfer?id={id} 20
// leak: goroutine-leak started in database/sql

var db *sql.DB

func transfer(_ context.Context, id string) (string, error) {
	tx, err := db.BeginTx(serve.Context, nil) // mistake: transaction-not-ended
	if err != nil {
		return "", err
	}
	if strings.HasSuffix(id, "7") {
		return "", errors.New("the account is closed")
	}
	if _, err := tx.Exec("UPDATE account SET amount = amount - 1 WHERE id = ?", id); err != nil {
		tx.Rollback()
		return "", err
	}
	return "done", tx.Commit()
}

func main() {
	var err error
	if db, err = sql.Open("memdb", ""); err != nil {
		log.Fatal(err)
	}
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/transfer", serve.Text(transfer)) })
}
