// Exports writes into a pipe whose reader takes the first line and leaves.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"

	"leaklens.example/field/internal/serve"
)

// load: /export?id={id} 3
// quiet: 24s to 44s
// leak: goroutine-leak in io.(*pipe)

func write(to *io.PipeWriter, id string) {
	for row := range 200 {
		fmt.Fprintf(to, "%s;%d;%0200d\n", id, row, row) // mistake: pipe-not-closed
	}
	to.Close()
}

func export(_ context.Context, id string) (string, error) {
	from, to := io.Pipe() // mistake: pipe-not-closed
	go write(to, id)
	return bufio.NewReader(from).ReadString('\n')
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/export", serve.Text(export)) })
}
