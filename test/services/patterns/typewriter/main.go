// Typewriter counts the lines of letters while they are typed.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"time"

	"leaklens.example/patterns/internal/serve"
)

func dictate(to io.Writer, n int) error {
	for _, line := range []string{"Dear Sir or Madam,", "your order no. %d has been sent.", "Yours"} {
		if n%2 == 0 {
			line += " "
		}
		if _, err := io.WriteString(to, line+"\n"); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	d := &desk{letters: map[string]*os.File{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/lines", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, d.lines.Load()) })
	serve.Run(mux, serve.Requests(14, "/lines"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 350*time.Millisecond); n++ {
			to, err := d.letter(fmt.Sprint("letter ", n))
			if err != nil {
				log.Print(err)
				continue
			}
			if err := dictate(to, n); err != nil {
				log.Print(err)
			}
			if n%3 == 0 {
				to.Close()
			}
		}
	})
}
