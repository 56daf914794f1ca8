import type { ModuleProgram } from './modulePrograms';

/** What must not be told for certain, or not at all. */
export const moduleTraps: readonly ModuleProgram[] = [
  {
    name: 'another package that looks at it only',
    truth: [],
    text: `
-- show/show.go --
package show

import "fmt"

var last int

func Length(body []byte) { last = len(body); fmt.Println(last) }
-- main.go --
package main

import "example.com/shop/show"

func main() {
	body := make([]byte, 4096) // HERE
	show.Length(body)
}
`,
  },
  {
    name: 'two packages that keep what a third one makes',
    truth: ['may slice a.all none', 'may slice b.all none'],
    text: `
-- make/make.go --
package page

func New() []byte {
	return make([]byte, 4096) // HERE
}
-- left/left.go --
package left

import page "example.com/shop/make"

type List struct{ all [][]byte }

func (a *List) Fill() { a.all = append(a.all, page.New()) }
-- right/right.go --
package right

import page "example.com/shop/make"

type List struct{ all [][]byte }

func (b *List) Fill() { b.all = append(b.all, page.New()) }
`,
  },
  {
    name: 'two implementations in two packages',
    truth: ['may map d.files none', 'may map m.files none'],
    text: `
-- files/files.go --
package files

type Store interface{ Put(name string, body []byte) }

func Upload(s Store, name string) {
	s.Put(name, make([]byte, 4096)) // HERE
}
-- disk/disk.go --
package disk

type Disk struct{ files map[string][]byte }

func (d *Disk) Put(name string, body []byte) { d.files[name] = body }
-- memory/memory.go --
package memory

type Memory struct{ files map[string][]byte }

func (m *Memory) Put(name string, body []byte) { m.files[name] = body }
`,
  },
  {
    name: 'a package of the same name that is not the one imported',
    truth: [],
    text: `
-- store/store.go --
package store

func Keep(body []byte) int { return len(body) }
-- old/store/store.go --
package store

var all [][]byte

func Keep(body []byte) int { all = append(all, body); return len(body) }
-- main.go --
package main

import "example.com/shop/store"

func main() {
	body := make([]byte, 4096) // HERE
	println(store.Keep(body))
}
`,
  },
  {
    name: 'a nested module that go.work does not join',
    truth: [],
    text: `
-- tools/go.mod --
module example.com/shop/tools

go 1.25
-- tools/keep/keep.go --
package keep

var all [][]byte

func Keep(body []byte) { all = append(all, body) }
-- main.go --
package main

import "example.com/shop/tools/keep"

func main() {
	body := make([]byte, 4096) // HERE
	keep.Keep(body)
}
`,
  },
  {
    name: 'a map that a method hands out, and that another package clears',
    truth: ['by map c.items'],
    text: `
-- cache/cache.go --
package cache

type Cache struct{ items map[string][]byte }

func (c *Cache) Put(key string, body []byte) {
	c.items[key] = body // KEPT
}

func (c *Cache) Items() map[string][]byte { return c.items }
-- main.go --
package main

import "example.com/shop/cache"

func main() {
	c := &cache.Cache{}
	c.Put("a", make([]byte, 4096)) // HERE
	clear(c.Items())
}
`,
  },
  {
    name: 'a value that a test keeps',
    truth: [],
    text: `
-- page/page.go --
package page

func New() []byte {
	return make([]byte, 4096) // HERE
}
-- check/check_test.go --
package check

import "example.com/shop/page"

var all [][]byte

func keep() { all = append(all, page.New()) }
-- main.go --
package main

import "example.com/shop/page"

func main() { println(len(page.New())) }
`,
  },
];
