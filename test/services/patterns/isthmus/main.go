// Isthmus lets ships through its canal when their papers are right.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type document map[string]any

// archive is the papers of the day.
type archive struct{ papers *[]document }

var papers []document

func (a archive) file(d document) { *a.papers = append(*a.papers, d) } // also: heap-growth

type lock struct {
	archive
	passed, turned int
}

func (l *lock) pass(raw []byte) error {
	var d document
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if err := dec.Decode(&d); err != nil { // leak: heap-growth
		return err
	}
	l.file(d)
	if cargo, _ := d["cargo"].([]any); len(cargo) == 0 {
		return errors.New("no cargo")
	}
	return nil
}

func declaration(n int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"ship": "MV %d", "flag": "PA", "cargo": [`, n)
	for i := range 220 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"box": %d, "tons": %d.5, "goods": "bananas, class %d"}`, i, (i+n)%30, i%4)
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

func main() {
	debug.SetGCPercent(60)
	l := &lock{archive: archive{papers: &papers}}
	mux := http.NewServeMux()
	mux.HandleFunc("/toll", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "1.20") })
	serve.Run(mux, serve.Requests(10, "/toll"), func(ctx context.Context, _ string) {
		for n := 0; serve.Pause(ctx, 100*time.Millisecond); n++ {
			if err := l.pass(declaration(n)); err != nil {
				l.turned++
				continue
			}
			l.passed++
		}
	})
}
