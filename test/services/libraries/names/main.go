// Names holds the names of the table of libraries, which come as JSON on its standard input, against the types of the real ones, and
// answers with those that are not there.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
)

// A resource has the fields of an entry that name something.
type resource struct {
	Part        string
	Makes       []string
	At          json.RawMessage
	Closers     []string
	CloserNeeds string
	Context     *int
}

type answer struct {
	// Packages that nothing here requires.
	Unknown []string `json:"unknown"`
	// What a package does not have, or has otherwise.
	Wrong []string `json:"wrong"`
}

type checker struct {
	packages map[string]string
	imports  types.Importer
	answer   answer
}

var version = regexp.MustCompile(`/v(?:[2-9]|\d{2,})(/|$)`)
var dotted = regexp.MustCompile(`(/[^/.]+)\.v\d+$`)

// plain writes an import path as the table does.
func plain(path string) string {
	return dotted.ReplaceAllString(version.ReplaceAllString(path, "$1"), "$1")
}

func newChecker() (*checker, error) {
	list := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}", "./...")
	list.Stderr = os.Stderr
	output, err := list.Output()
	if err != nil {
		return nil, err
	}
	c := &checker{packages: map[string]string{}}
	exports := map[string]string{}
	for line := range bytes.Lines(output) {
		path, file, _ := strings.Cut(strings.TrimSpace(string(line)), "\t")
		if file != "" {
			exports[path] = file
			c.packages[plain(path)] = path
		}
	}
	c.imports = importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(exports[path])
	})
	return c, nil
}

// find returns what a plain name of the table stands for: a function, a method, or for a literal its type.
func (c *checker) find(name string) types.Object {
	symbol := strings.TrimSuffix(name, "{}")
	slash := strings.LastIndex(symbol, "/") + 1
	dot := slash + regexp.MustCompile(`\.\p{Lu}`).FindStringIndex(symbol[slash:])[0]
	path, known := c.packages[symbol[:dot]]
	if !known {
		if !slices.Contains(c.answer.Unknown, symbol[:dot]) {
			c.answer.Unknown = append(c.answer.Unknown, symbol[:dot])
		}
		return nil
	}
	imported, err := c.imports.Import(path)
	if err != nil {
		c.wrong("%s: %v", name, err)
		return nil
	}
	first, second, _ := strings.Cut(symbol[dot+1:], ".")
	found := imported.Scope().Lookup(first)
	if found != nil && second != "" {
		found, _, _ = types.LookupFieldOrMethod(found.Type(), true, imported, second)
	}
	if found == nil {
		c.wrong("%s is not there", name)
	}
	return found
}

func (c *checker) wrong(format string, values ...any) {
	c.answer.Wrong = append(c.answer.Wrong, fmt.Sprintf(format, values...))
}

// held is the type of what a maker makes; nil where it is the receiver's, or a function that is called.
func held(made types.Object, r resource) types.Type {
	signature, isFunction := made.Type().(*types.Signature)
	if !isFunction {
		return types.NewPointer(made.Type())
	}
	if string(r.At) == `"receiver"` {
		return signature.Recv().Type()
	}
	at := 0
	json.Unmarshal(r.At, &at)
	if signature.Results().Len() <= at {
		return nil
	}
	return signature.Results().At(at).Type()
}

func (c *checker) check(r resource) {
	unseen, isFilled := map[string]bool{}, false
	for _, name := range r.Makes {
		made := c.find(name)
		if made == nil {
			continue
		}
		if signature, isFunction := made.Type().(*types.Signature); isFunction && r.Context != nil {
			c.checkContext(name, signature, *r.Context)
		}
		value := held(made, r)
		if value == nil {
			if len(r.Closers) > 0 {
				c.wrong("%s: it has no such result", name)
			}
			continue
		}
		if r.Part != "" {
			part, _, _ := types.LookupFieldOrMethod(value, true, made.Pkg(), r.Part)
			if part == nil {
				c.wrong("%s: what it makes has no %s", name, r.Part)
				continue
			}
			value = part.Type()
		}
		if !isFilled {
			isFilled = true
			for _, closer := range r.Closers {
				unseen[closer] = true
			}
		}
		c.checkClosers(name, value, r, unseen)
	}
	for closer := range unseen {
		c.wrong("%s: nothing that is made has %s", r.Makes[0], closer)
	}
}

func (c *checker) checkContext(name string, signature *types.Signature, at int) {
	if signature.Params().Len() <= at {
		c.wrong("%s has no argument %d", name, at)
		return
	}
	kind := signature.Params().At(at).Type().String()
	if kind != "context.Context" && kind != "<-chan struct{}" {
		c.wrong("%s: its argument %d is a %s", name, at, kind)
	}
}

func (c *checker) checkClosers(name string, value types.Type, r resource, unseen map[string]bool) {
	for at, closer := range r.Closers {
		if closer == "()" {
			if _, isFunction := value.Underlying().(*types.Signature); !isFunction {
				c.wrong("%s: %s is not called", name, value)
			}
			delete(unseen, closer)
			continue
		}
		method, _, _ := types.LookupFieldOrMethod(value, true, nil, closer)
		if method == nil {
			// Of what several functions make, some may be given back in more ways than others.
			if at == 0 {
				c.wrong("%s: %s has no %s", name, value, closer)
			}
			continue
		}
		delete(unseen, closer)
		// The first one is written where something is mended.
		function := method.Type().(*types.Signature)
		isCalledBare := function.Params().Len() == 0 || (function.Variadic() && function.Params().Len() == 1)
		if at == 0 && isCalledBare != (r.CloserNeeds == "") {
			c.wrong("%s: %s takes %s", name, closer, function.Params())
		}
	}
}

// checkType holds what a function gives, or a variable is, against the type that the table knows it by.
func (c *checker) checkType(name, wanted string) {
	found := c.find(name)
	if found == nil {
		return
	}
	given := found.Type()
	if signature, isFunction := given.(*types.Signature); isFunction {
		given = signature.Results().At(0).Type()
	}
	if pointer, isPointer := given.(*types.Pointer); isPointer {
		given = pointer.Elem()
	}
	named, isNamed := types.Unalias(given).(*types.Named)
	if !isNamed || plain(named.Obj().Pkg().Path())+"."+named.Obj().Name() != wanted {
		c.wrong("%s gives a %s", name, given)
	}
}

func main() {
	var table struct {
		Resources []resource
		Types     map[string]string
	}
	if err := json.NewDecoder(os.Stdin).Decode(&table); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	c, err := newChecker()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, r := range table.Resources {
		c.check(r)
	}
	for _, name := range slices.Sorted(maps.Keys(table.Types)) {
		c.checkType(name, table.Types[name])
	}
	slices.Sort(c.answer.Unknown)
	json.NewEncoder(os.Stdout).Encode(c.answer)
}
