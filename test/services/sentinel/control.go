package main

// Control is what every service here shares: its address, its switches, its truth and its end.
// The copies of this file are identical; each service is a module of its own, as a real one would be.

import (
	"context"
	"embed"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
)

var (
	addr          = flag.String("addr", "127.0.0.1:6060", "address of the HTTP server; port 0 takes a free one")
	pprofPrefix   = flag.String("pprof-prefix", "/debug/pprof", "path under which pprof is served")
	leakAtLaunch  = flag.Bool("leak", false, "leak from the start")
	runFor        = flag.Duration("for", 0, "end after this time; 0 runs until SIGTERM or SIGINT")
	exitWithStdin = flag.Bool("exit-with-stdin", false, "end when standard input closes, that is, with the parent")
)

//go:embed *.go
var sources embed.FS

// A leak is what a service can do wrong on request. The controller calls one method at a time.
type leak interface {
	name() string
	start()                                // begin to leak
	stop()                                 // leak no more, keep what has leaked
	fix()                                  // leak no more, let go of what has leaked
	leaked() (goroutines int, bytes int64) // heap bytes: stacks are not counted
	sites() []site
}

// A site is a source line that a profile of this process should lead to.
type site struct {
	Role     string `json:"role"` // blocked, spawn or allocation
	Kind     string `json:"kind"`
	Function string `json:"function"` // as pprof names it
	File     string `json:"file"`
	Line     int    `json:"line"`
	marker   string // the line ends with "// truth: " and this
}

// locate finds the line of a site by its marker, so that the truth moves with the code.
func (s site) locate() site {
	files, _ := sources.ReadDir(".")
	for _, file := range files {
		text, _ := sources.ReadFile(file.Name())
		for i, line := range strings.Split(string(text), "\n") {
			if strings.HasSuffix(line, "// truth: "+s.marker) {
				s.File, s.Line = file.Name(), i+1
				return s
			}
		}
	}
	panic("no line is marked " + s.marker)
}

// A controller serves the switches of one leak.
type controller struct {
	leak  leak
	sites []site

	mu             sync.Mutex
	leaking, fixed bool
}

// launch serves the switches, the truth and pprof on mux. The context that it returns ends when the process should.
func launch(l leak, mux *http.ServeMux) (context.Context, error) {
	c := &controller{leak: l, sites: []site{}}
	for _, s := range l.sites() {
		c.sites = append(c.sites, s.locate())
	}
	mux.HandleFunc("/truth", c.truth)
	mux.HandleFunc("/leak/start", post(func(*http.Request) { c.turn(l.start, true, false) }))
	mux.HandleFunc("/leak/stop", post(func(*http.Request) { c.turn(l.stop, false, false) }))
	mux.HandleFunc("/leak/fix", post(func(*http.Request) { c.turn(l.fix, false, true) }))
	mountPprof(mux, strings.TrimSuffix(*pprofPrefix, "/"))

	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return nil, err
	}
	go http.Serve(listener, mux)
	if *leakAtLaunch {
		c.turn(l.start, true, false)
	}
	defer fmt.Printf("listening on http://%s\n", listener.Addr()) // who reads that may end it at once
	return lifetime(), nil
}

// turn moves one switch. A service without sites has nothing to leak.
func (c *controller) turn(do func(), leaking, fixed bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	do()
	c.leaking, c.fixed = leaking && len(c.sites) > 0, fixed
}

func (c *controller) truth(w http.ResponseWriter, _ *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	goroutines, bytes := c.leak.leaked()
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(struct {
		Service          string `json:"service"`
		Pid              int    `json:"pid"`
		GoVersion        string `json:"goVersion"`
		Leaking          bool   `json:"leaking"`
		Fixed            bool   `json:"fixed"`
		LeakedGoroutines int    `json:"leakedGoroutines"`
		LeakedBytes      int64  `json:"leakedBytes"`
		Sites            []site `json:"sites"`
	}{c.leak.name(), os.Getpid(), runtime.Version(), c.leaking, c.fixed, goroutines, bytes, c.sites})
}

// post makes a switch of do: it answers 204 to POST, and 405 to anything else.
func post(do func(*http.Request)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			http.Error(w, "use POST", http.StatusMethodNotAllowed)
			return
		}
		do(r)
		w.WriteHeader(http.StatusNoContent)
	}
}

// mountPprof serves pprof under any prefix. Index knows only /debug/pprof/, so it gets to see that path.
func mountPprof(mux *http.ServeMux, prefix string) {
	inner := http.NewServeMux()
	inner.HandleFunc("/debug/pprof/", pprof.Index)
	inner.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	inner.HandleFunc("/debug/pprof/profile", pprof.Profile)
	inner.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	inner.HandleFunc("/debug/pprof/trace", pprof.Trace)
	mux.HandleFunc(prefix+"/", func(w http.ResponseWriter, r *http.Request) {
		r = r.Clone(r.Context())
		r.URL.Path = "/debug/pprof/" + strings.TrimPrefix(r.URL.Path, prefix+"/")
		inner.ServeHTTP(w, r)
	})
}

// lifetime ends with a signal, with -for, or with standard input.
func lifetime() context.Context {
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	if *runFor > 0 {
		time.AfterFunc(*runFor, cancel)
	}
	if *exitWithStdin {
		go func() {
			io.Copy(io.Discard, os.Stdin)
			cancel()
		}()
	}
	return ctx
}
