/** A program of several packages, as `-- path --` and the file below it; the line asked about ends with `// HERE`, that which keeps with `// KEPT`. */
export interface ModuleProgram {
  readonly name: string;
  readonly text: string;
  /** Each holder in short, as who reads the program says. */
  readonly truth: readonly string[];
}

export const modulePrograms: readonly ModuleProgram[] = [
  {
    name: 'a store in a field',
    truth: ['by map u.byID none'],
    text: `
-- store/users.go --
package store

type User struct {
	ID     int
	Avatar []byte
}

type Users struct{ byID map[int]*User }

func NewUsers() *Users { return &Users{byID: map[int]*User{}} }

func (u *Users) Save(user *User) {
	u.byID[user.ID] = user // KEPT
}

func (u *Users) Len() int { return len(u.byID) }
-- api/api.go --
package api

import "example.com/shop/store"

type Handler struct{ users *store.Users }

func New(users *store.Users) *Handler { return &Handler{users: users} }

func (h *Handler) Upload(id int) {
	user := &store.User{ID: id, Avatar: make([]byte, 1<<16)} // HERE
	h.users.Save(user)
}
-- main.go --
package main

import (
	"example.com/shop/api"
	"example.com/shop/store"
)

func main() { api.New(store.NewUsers()).Upload(1) }
`,
  },
  {
    name: 'a registry that a constructor made',
    truth: ['by slice r.entries none'],
    text: `
-- internal/plugins/registry.go --
package registry

type entry struct {
	name string
	impl any
}

type Registry struct{ entries []entry }

func Empty() *Registry { return &Registry{} }

func (r *Registry) Register(name string, impl any) {
	r.entries = append(r.entries, entry{name, impl}) // KEPT
}
-- main.go --
package main

import registry "example.com/shop/internal/plugins"

type plugin struct{ code []byte }

func reload(reg *registry.Registry, name string) {}

func main() {
	reg := registry.Empty()
	for {
		p := &plugin{code: make([]byte, 4096)} // HERE
		reg.Register("a", p)
	}
}
`,
  },
  {
    name: 'a middleware that hands on to a log that is trimmed',
    truth: ['by slice l.entries some'],
    text: `
-- audit/log.go --
package audit

import "sync"

type Log struct {
	mu      sync.Mutex
	entries [][]byte
}

func (l *Log) Append(entry []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries = append(l.entries, entry) // KEPT
}

func (l *Log) Trim(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries = l.entries[n:]
}
-- mw/mw.go --
package mw

import (
	"io"
	"net/http"

	"example.com/shop/audit"
)

func Audit(next http.Handler, log *audit.Log) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body) // HERE
		if err == nil {
			log.Append(body)
		}
		next.ServeHTTP(w, r)
	})
}
-- main.go --
package main

import (
	"net/http"

	"example.com/shop/audit"
	"example.com/shop/mw"
)

func main() {
	log := new(audit.Log)
	http.ListenAndServe(":80", mw.Audit(http.NotFoundHandler(), log))
	log.Trim(10)
}
`,
  },
  {
    name: 'an event bus',
    truth: ['by slice b.handlers none'],
    text: `
-- bus/bus.go --
package bus

type Event struct{ Topic string }

type Bus struct{ handlers map[string][]func(Event) }

func New() *Bus { return &Bus{handlers: make(map[string][]func(Event))} }

func (b *Bus) Subscribe(topic string, handler func(Event)) {
	b.handlers[topic] = append(b.handlers[topic], handler) // KEPT
}
-- orders/orders.go --
package orders

import "example.com/shop/bus"

type Service struct{ Bus *bus.Bus }

func (s *Service) Watch(id int) {
	seen := make([]int, 4096) // HERE
	s.Bus.Subscribe("order", func(bus.Event) { seen[id%len(seen)]++ })
}
-- main.go --
package main

import (
	"example.com/shop/bus"
	"example.com/shop/orders"
)

func main() { (&orders.Service{Bus: bus.New()}).Watch(1) }
`,
  },
  {
    name: 'a repository behind an interface',
    truth: ['may map r.orders none'],
    text: `
-- service/service.go --
package service

type Order struct{ Body []byte }

type Repository interface {
	Put(id int, order *Order) error
	Count() int
}

type Service struct{ repo Repository }

func New(repo Repository) *Service { return &Service{repo: repo} }

func (s *Service) Place(id int) error {
	order := &Order{Body: make([]byte, 8192)} // HERE
	return s.repo.Put(id, order)
}
-- memory/repo.go --
package memory

import "example.com/shop/service"

type Repo struct{ orders map[int]*service.Order }

func New() *Repo { return &Repo{orders: map[int]*service.Order{}} }

func (r *Repo) Put(id int, order *service.Order) error {
	r.orders[id] = order // KEPT
	return nil
}

func (r *Repo) Count() int { return len(r.orders) }
-- discard/discard.go --
package discard

type Writer struct{ kept map[int]any }

func (w *Writer) Put(id int, v any) error {
	w.kept[id] = v
	return nil
}
-- main.go --
package main

import (
	"example.com/shop/memory"
	"example.com/shop/service"
)

func main() { service.New(memory.New()).Place(1) }
`,
  },
  {
    name: 'a generic cache that another package deletes from',
    truth: ['by map c.items some'],
    text: `
-- pkg/cache/cache.go --
package cache

import "sync"

type Cache[K comparable, V any] struct {
	mu    sync.RWMutex
	items map[K]V
}

func New[K comparable, V any]() *Cache[K, V] { return &Cache[K, V]{items: make(map[K]V)} }

func (c *Cache[K, V]) Set(key K, value V) {
	c.mu.Lock()
	c.items[key] = value // KEPT
	c.mu.Unlock()
}

func (c *Cache[K, V]) Delete(key K) {
	c.mu.Lock()
	delete(c.items, key)
	c.mu.Unlock()
}
-- sessions/sessions.go --
package sessions

import "example.com/shop/pkg/cache"

type session struct{ data []byte }

var open = cache.New[string, *session]()

func Login(id string) {
	open.Set(id, &session{data: make([]byte, 2048)}) // HERE
}

func Logout(id string) { open.Delete(id) }
-- main.go --
package main

import "example.com/shop/sessions"

func main() { sessions.Login("a"); sessions.Logout("a") }
`,
  },
  {
    name: 'a struct that embeds one of another package',
    truth: ['by slice r.live none'],
    text: `
-- base/tracker.go --
package base

type Tracker struct{ live []any }

func (r *Tracker) Track(v any) {
	r.live = append(r.live, v) // KEPT
}
-- hub/hub.go --
package hub

import "example.com/shop/base"

type client struct{ queue []byte }

type Hub struct {
	*base.Tracker
	name string
}

func (h *Hub) Accept() {
	c := &client{queue: make([]byte, 4096)} // HERE
	h.Track(c)
}
-- main.go --
package main

import (
	"example.com/shop/base"
	"example.com/shop/hub"
)

func main() { (&hub.Hub{Tracker: &base.Tracker{}}).Accept() }
`,
  },
  {
    name: 'a functional option',
    truth: ['by slice s.buffers none'],
    text: `
-- server/server.go --
package server

type Server struct{ buffers [][]byte }

type Option func(*Server)

func WithBuffer(buffer []byte) Option {
	return func(s *Server) {
		s.buffers = append(s.buffers, buffer) // KEPT
	}
}

func (s *Server) Apply(options ...Option) {
	for _, option := range options {
		option(s)
	}
}
-- main.go --
package main

import "example.com/shop/server"

func main() {
	s := new(server.Server)
	for {
		s.Apply(server.WithBuffer(make([]byte, 1<<20))) // HERE
	}
}
`,
  },
  {
    name: 'what a constructor gives back to another package',
    truth: ['by map ix.docs none'],
    text: `
-- parse/parse.go --
package parse

type Doc struct{ ID, Text string }

func Document(raw []byte) (*Doc, error) {
	d := &Doc{Text: string(raw)} // HERE
	return d, nil
}
-- index/index.go --
package index

import "example.com/shop/parse"

type Index struct{ docs map[string]*parse.Doc }

func (ix *Index) Read(raw []byte) error {
	d, err := parse.Document(raw)
	if err != nil {
		return err
	}
	ix.docs[d.ID] = d // KEPT
	return nil
}
-- main.go --
package main

import "example.com/shop/index"

func main() { new(index.Index).Read(nil) }
`,
  },
  {
    name: 'a variable of another package that everybody writes to',
    truth: ['by map state.Sessions some'],
    text: `
-- state/state.go --
package state

var Sessions = map[string][]byte{}
-- web/web.go --
package web

import "example.com/shop/state"

func Open(id string) {
	state.Sessions[id] = make([]byte, 4096) // HERE // KEPT
}

func Close(id string) { delete(state.Sessions, id) }
-- main.go --
package main

import "example.com/shop/web"

func main() { web.Open("a"); web.Close("a") }
`,
  },
];
