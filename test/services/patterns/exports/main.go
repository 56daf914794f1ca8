// Exports streams a table to another service, encoded while it is sent.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"leaklens.example/patterns/internal/serve"
)

type record struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
	Note string `json:"note"`
}

// encode starts to write the table, and returns where to read it.
func encode(rows []record) io.Reader {
	reader, writer := io.Pipe()
	go func() {
		defer writer.Close()
		encoder := json.NewEncoder(writer)
		for _, row := range rows {
			encoder.Encode(row) // leak: goroutine-leak
		}
	}()
	return reader
}

// send reads no more than the quota of the receiver.
func send(rows []record, quota int64) (int64, error) {
	return io.Copy(io.Discard, io.LimitReader(encode(rows), quota))
}

func main() {
	rows := make([]record, 100)
	for i := range rows {
		rows[i] = record{ID: i, Name: fmt.Sprint("row ", i), Note: "as agreed"}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/export", func(w http.ResponseWriter, r *http.Request) {
		quota := int64(1 << 20)
		if n, _ := strconv.Atoi(r.URL.Query().Get("n")); n%2 == 0 {
			quota = 2048
		}
		sent, err := send(rows, quota)
		fmt.Fprintln(w, sent, err)
	})
	serve.Run(mux, serve.Requests(14, "/export?n=%d"))
}
