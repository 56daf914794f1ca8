// Dbpool answers questions from a database, through a pool of connections.
package main

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

var errSyntax = errors.New("syntax error")

type conn struct {
	id      int
	queries int
}

type database struct {
	free    chan *conn
	queries atomic.Int64
}

func open(size int) *database {
	db := &database{free: make(chan *conn, size)}
	for id := range size {
		db.free <- &conn{id: id}
	}
	return db
}

func (db *database) query(statement string) (string, error) {
	c := <-db.free // leak: goroutine-leak
	c.queries++
	db.queries.Add(1)
	time.Sleep(time.Millisecond)
	if statement == "" {
		return "", errSyntax
	}
	db.free <- c
	return "row of " + statement, nil
}

func main() {
	db := open(8)
	mux := http.NewServeMux()
	mux.HandleFunc("/ask", func(w http.ResponseWriter, r *http.Request) {
		statement := "select"
		if n, _ := strconv.Atoi(r.URL.Query().Get("n")); n%20 == 3 {
			statement = ""
		}
		row, err := db.query(statement)
		fmt.Fprintln(w, row, err)
	})
	serve.Run(mux, serve.Requests(22, "/ask?n=%d"))
}
