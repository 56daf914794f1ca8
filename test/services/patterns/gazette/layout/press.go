// Package layout knows how pages look.
package layout

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"text/template"
)

// A Wish is what a reader asks for.
type Wish struct{ Columns, Greeting string }

// A Press prints pages.
type Press struct {
	mu    sync.Mutex
	pages map[string]*template.Template
}

func NewPress() *Press { return &Press{pages: make(map[string]*template.Template)} }

const column = `
{{if .Title}}<h2>{{.Title | printf "%s"}}</h2>{{else}}<h2>untitled</h2>{{end}}
{{with .Author}}<i>{{.}}</i>{{end}}
{{range $n, $line := .Lines}}{{if $n}}, {{end}}<p>{{$line}}</p>{{end}}
`

func (w Wish) source() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<p>Good morning, %s</p>", w.Greeting)
	b.WriteString(strings.Repeat(column, 5+5*len(w.Columns))) // also: heap-growth
	return b.String()
}

func (p *Press) page(w Wish) (*template.Template, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	src := w.source()
	if t, ok := p.pages[src]; ok {
		return t, nil
	}
	t, err := template.New(w.Columns).Parse(src) // leak: heap-growth
	if err != nil {
		return nil, err
	}
	p.pages[src] = t // also: heap-growth
	return t, nil
}

// Print writes the page of data which is wished for.
func (p *Press) Print(out io.Writer, w Wish, data any) error {
	t, err := p.page(w)
	if err != nil {
		return err
	}
	return t.Execute(out, data)
}
