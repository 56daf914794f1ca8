import type { ModuleProgram } from './modulePrograms';

export const moreModulePrograms: readonly ModuleProgram[] = [
  {
    name: 'a channel that a third package takes from',
    truth: ['by channel queue.Jobs'],
    text: `
-- queue/queue.go --
package queue

type Job struct{ Body []byte }

var Jobs = make(chan *Job, 1000)
-- web/web.go --
package web

import "example.com/shop/queue"

func Submit() {
	queue.Jobs <- &queue.Job{Body: make([]byte, 4096)} // HERE
}
-- worker/worker.go --
package worker

import "example.com/shop/queue"

func Run() {
	for job := range queue.Jobs {
		_ = job.Body
	}
}
-- main.go --
package main

import (
	"example.com/shop/web"
	"example.com/shop/worker"
)

func main() { go worker.Run(); web.Submit() }
`,
  },
  {
    name: 'another name for a cache of another package',
    truth: ['by map c.items none'],
    text: `
-- cache/cache.go --
package cache

type Cache[V any] struct{ items map[string]V }

func (c *Cache[V]) Put(k string, v V) { c.items[k] = v }
-- svc/svc.go --
package svc

import "example.com/shop/cache"

type Pages = cache.Cache[[]byte]

type Service struct{ pages Pages }

func (s *Service) Render(k string) {
	s.pages.Put(k, make([]byte, 4096)) // HERE
}
-- main.go --
package main

import "example.com/shop/svc"

func main() { new(svc.Service).Render("a") }
`,
  },
  {
    name: 'a sync.Map with a method that drops',
    truth: ['by container r.m some'],
    text: `
-- reg/reg.go --
package reg

import "sync"

type Reg struct{ m sync.Map }

func (r *Reg) Add(k string, v any) { r.m.Store(k, v) }
func (r *Reg) Drop(k string)       { r.m.Delete(k) }
-- main.go --
package main

import "example.com/shop/reg"

type conn struct{ buf []byte }

var conns reg.Reg

func accept(k string) {
	c := &conn{buf: make([]byte, 4096)} // HERE
	conns.Add(k, c)
}

func main() { accept("a"); conns.Drop("a") }
`,
  },
  {
    name: 'a helper that appends to what it is pointed to',
    truth: ['by slice s.log none'],
    text: `
-- util/util.go --
package util

func Add[T any](list *[]T, v T) { *list = append(*list, v) }
-- main.go --
package main

import "example.com/shop/util"

type server struct{ log [][]byte }

func (s *server) note() {
	util.Add(&s.log, make([]byte, 512)) // HERE
}

func main() { new(server).note() }
`,
  },
  {
    name: 'an exported field that a third package deletes from',
    truth: ['by map h.Open some'],
    text: `
-- hub/hub.go --
package hub

type Hub struct{ Open map[int][]byte }

func (h *Hub) Add(id int, b []byte) { h.Open[id] = b }
-- main.go --
package main

import (
	"example.com/shop/hub"
	"example.com/shop/reaper"
)

func main() {
	h := &hub.Hub{Open: map[int][]byte{}}
	h.Add(1, make([]byte, 4096)) // HERE
	reaper.Reap(h)
}
-- reaper/reaper.go --
package reaper

import "example.com/shop/hub"

func Reap(h *hub.Hub) { delete(h.Open, 1) }
`,
  },
  {
    name: 'a map that a middleware closes over',
    truth: ['by library http.HandlerFunc'],
    text: `
-- mw/mw.go --
package mw

import (
	"io"
	"net/http"
)

func Dedupe(next http.Handler) http.Handler {
	seen := map[string][]byte{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // HERE
		seen[r.URL.Path] = body
		next.ServeHTTP(w, r)
	})
}
-- main.go --
package main

import (
	"net/http"

	"example.com/shop/mw"
)

func main() { http.Handle("/", mw.Dedupe(http.NotFoundHandler())) }
`,
  },
  {
    name: 'a method that is handed to a bus, in the third package',
    truth: ['by slice b.subs some'],
    text: `
-- bus/bus.go --
package bus

type Bus struct{ subs []func(string) }

func (b *Bus) On(f func(string)) func() {
	b.subs = append(b.subs, f)
	return func() { b.subs = b.subs[:len(b.subs)-1] }
}
-- view/view.go --
package view

type View struct{ rows []string }

func New() *View { return &View{rows: make([]string, 4096)} } // HERE

func (v *View) OnEvent(s string) { v.rows[0] = s }
-- app/app.go --
package app

import (
	"example.com/shop/bus"
	"example.com/shop/view"
)

type App struct{ events *bus.Bus }

func (a *App) Open() {
	v := view.New()
	a.events.On(v.OnEvent)
}
-- main.go --
package main

import "example.com/shop/app"

func main() { new(app.App).Open() }
`,
  },
  {
    name: 'a goroutine that another package starts',
    truth: ['by goroutine func'],
    text: `
-- pool/pool.go --
package pool

func Start(buf []byte, done chan int) {
	go func() {
		<-done
		println(len(buf))
	}()
}
-- main.go --
package main

import "example.com/shop/pool"

func main() {
	for {
		buf := make([]byte, 1<<20) // HERE
		pool.Start(buf, make(chan int))
	}
}
`,
  },
  {
    name: 'an interface that a third package declares',
    truth: ['may slice s.all none'],
    text: `
-- ports/ports.go --
package ports

type Sink interface{ Write(b []byte) error }
-- mem/mem.go --
package mem

type Sink struct{ all [][]byte }

func (s *Sink) Write(b []byte) error { s.all = append(s.all, b); return nil }
-- app/app.go --
package app

import "example.com/shop/ports"

type App struct{ out ports.Sink }

func New(out ports.Sink) *App { return &App{out} }

func (a *App) Do() error {
	b := make([]byte, 4096) // HERE
	return a.out.Write(b)
}
-- main.go --
package main

import (
	"example.com/shop/app"
	"example.com/shop/mem"
)

func main() { app.New(&mem.Sink{}).Do() }
`,
  },
  {
    name: 'a struct that is reset as a whole',
    truth: ['by map b.items'],
    text: `
-- box/box.go --
package box

type Box struct{ items map[string][]byte }

func (b *Box) Put(k string, v []byte) {
	if b.items == nil {
		b.items = map[string][]byte{}
	}
	b.items[k] = v
}

func (b *Box) Reset() { *b = Box{} }
-- main.go --
package main

import "example.com/shop/box"

func main() {
	var b box.Box
	b.Put("a", make([]byte, 4096)) // HERE
	b.Reset()
}
`,
  },
  {
    name: 'a store that goes with the function that made it',
    truth: ['may map s.all none'],
    text: `
-- set/set.go --
package set

type Set struct{ all map[string][]byte }

func New() *Set { return &Set{all: map[string][]byte{}} }

func (s *Set) Add(k string, v []byte) { s.all[k] = v }
func (s *Set) Len() int               { return len(s.all) }
-- main.go --
package main

import "example.com/shop/set"

func count() int {
	s := set.New()
	s.Add("a", make([]byte, 4096)) // HERE
	return s.Len()
}

func main() { println(count()) }
`,
  },
  {
    name: 'a map that is handed out to a package that is not on the way',
    truth: ['by map c.items'],
    text: `
-- cache/cache.go --
package cache

type Cache struct{ items map[string][]byte }

func (c *Cache) Put(key string, body []byte) { c.items[key] = body }

func (c *Cache) Items() map[string][]byte { return c.items }
-- janitor/janitor.go --
package janitor

import "example.com/shop/cache"

func Clean(c *cache.Cache) { delete(c.Items(), "a") }
-- main.go --
package main

import (
	"example.com/shop/cache"
	"example.com/shop/janitor"
)

func main() {
	c := &cache.Cache{}
	c.Put("a", make([]byte, 4096)) // HERE
	janitor.Clean(c)
}
`,
  },
  {
    name: 'two modules that a go.work joins',
    truth: ['by map r.seen none'],
    text: `
-- go.work --
go 1.25

use (
	./app
	./lib
)
-- go.mod --
module example.com/top

go 1.25
-- lib/go.mod --
module example.com/lib

go 1.25
-- lib/record/record.go --
package record

type Recorder struct{ seen map[string]any }

func New() *Recorder { return &Recorder{seen: map[string]any{}} }

func (r *Recorder) Saw(name string, v any) {
	r.seen[name] = v // KEPT
}
-- app/go.mod --
module example.com/app

go 1.25

require example.com/lib v0.0.0
-- app/main.go --
package main

import "example.com/lib/record"

var recorder = record.New()

func main() {
	recorder.Saw("a", make([]byte, 4096)) // HERE
}
`,
  },
];
