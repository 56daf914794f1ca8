import type { LeakingSource } from './leakingSource';

/** Programs with a send that waits for ever by a known mistake. */
export const sendingSources: Readonly<Record<string, LeakingSource>> = {
  'an error return before the result is received': {
    pattern: 'premature-return',
    kind: 'chan-send',
    operand: 'prices',
    capacity: 0,
    fix: 'buffer-channel',
    source: `package main

import (
	"errors"
	"net/http"
)

func lookUp(name string) int { return len(name) }

func quote(w http.ResponseWriter, r *http.Request) {
	prices := make(chan int)
	go func() {
		prices <- lookUp(r.URL.Query().Get("item")) // HERE
	}()
	if err := authorize(r); err != nil {
		http.Error(w, err.Error(), http.StatusForbidden)
		return
	}
	w.WriteHeader(<-prices)
}

func authorize(r *http.Request) error {
	if r.Header.Get("Authorization") == "" {
		return errors.New("who are you?")
	}
	return nil
}

func main() {
	http.HandleFunc("/quote", quote)
	http.ListenAndServe("localhost:0", nil)
}
`,
  },
  'a caller that takes the first few of a generator': {
    pattern: 'left-range',
    kind: 'chan-send',
    operand: 'out',
    capacity: 0,
    source: `package main

func numbers() <-chan int {
	out := make(chan int)
	go func() {
		for n := 0; ; n++ {
			out <- n // HERE
		}
	}()
	return out
}

func firstEven() int {
	for n := range numbers() {
		if n%2 == 0 {
			return n
		}
	}
	return 0
}

func main() {
	for {
		firstEven()
	}
}
`,
  },
  'a collector that can be told to go while senders still come': {
    pattern: 'premature-return',
    kind: 'chan-send',
    operand: 'a.w',
    capacity: 1,
    source: `package main

type agent struct {
	w    chan int
	quit chan struct{}
}

func newAgent() *agent {
	return &agent{w: make(chan int, 1), quit: make(chan struct{})}
}

func (a *agent) check() {
	a.w <- 1 // HERE
}

func (a *agent) collect() {
	for {
		select {
		case <-a.w:
		case <-a.quit:
			return
		}
	}
}

func main() {
	a := newAgent()
	go a.collect()
	close(a.quit)
	for {
		go a.check()
	}
}
`,
  },
  'a request that times out before the worker answers': {
    pattern: 'timeout-without-buffer',
    kind: 'chan-send',
    operand: 'done',
    capacity: 0,
    fix: 'buffer-channel',
    source: `package main

import (
	"errors"
	"time"
)

type result struct {
	rows int
	err  error
}

func query(text string) (int, error) {
	done := make(chan result)
	go func() {
		rows, err := run(text)
		done <- result{rows, err} // HERE
	}()
	select {
	case r := <-done:
		return r.rows, r.err
	case <-time.After(50 * time.Millisecond):
		return 0, errors.New("timed out")
	}
}

func run(text string) (int, error) { return len(text), nil }

func main() { query("select 1") }
`,
  },
  'a context that ends before a helper has sent': {
    pattern: 'timeout-without-buffer',
    kind: 'chan-send',
    operand: 'answer',
    capacity: 0,
    fix: 'buffer-channel',
    source: `package main

import (
	"context"
	"net/http"
)

func ask(ctx context.Context) (string, error) {
	replies := make(chan string)
	go fetch("example.com", replies)
	select {
	case reply := <-replies:
		return reply, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func fetch(host string, answer chan<- string) {
	answer <- "hello from " + host // HERE
}

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		ask(r.Context())
	})
	http.ListenAndServe("localhost:0", nil)
}
`,
  },
  'the fastest of several mirrors': {
    pattern: 'n-senders-one-receiver',
    kind: 'chan-send',
    operand: 'first',
    capacity: 0,
    source: `package main

func fastest(mirrors []string) string {
	first := make(chan string)
	for _, mirror := range mirrors {
		go func() {
			first <- download(mirror) // HERE
		}()
	}
	return <-first
}

func download(mirror string) string { return mirror }

func main() { fastest([]string{"a", "b"}) }
`,
  },
  'the faster of three servers': {
    pattern: 'n-senders-one-receiver',
    kind: 'chan-send',
    operand: 'answers',
    capacity: 0,
    fix: 'buffer-channel',
    source: `package main

func ask(server string) string {
	return "answer of " + server
}

func fastest() string {
	answers := make(chan string)
	go func() { answers <- ask("one") }()
	go func() { answers <- ask("two") }() // HERE
	go func() { answers <- ask("three") }()
	return <-answers
}

func main() { fastest() }
`,
  },
  'an error path without a return': {
    pattern: 'double-send',
    kind: 'chan-send',
    operand: 'failed',
    capacity: 0,
    fix: 'buffer-channel',
    source: `package main

import (
	"errors"
	"os"
)

func save(path string) error {
	failed := make(chan error)
	go func() {
		if _, err := os.Stat(path); err != nil {
			failed <- errors.New("no such file")
		}
		failed <- os.WriteFile(path, nil, 0o600) // HERE
	}()
	return <-failed
}

func main() { save("x") }
`,
  },
  'three that answer a caller who may give up': {
    pattern: 'n-senders-one-receiver',
    kind: 'chan-send',
    operand: 'quotes',
    capacity: 0,
    fix: 'buffer-channel',
    source: `package main

import (
	"context"
	"sync"
)

func cheapest(ctx context.Context) int {
	quotes := make(chan int)
	var carriers sync.WaitGroup
	for carrier := range 3 {
		carriers.Go(func() {
			quotes <- carrier // HERE
		})
	}
	select {
	case quote := <-quotes:
		return quote
	case <-ctx.Done():
		return 0
	}
}

func main() { cheapest(context.Background()) }
`,
  },
  'a timer that answers a caller who may give up': {
    pattern: 'timeout-without-buffer',
    kind: 'chan-send',
    operand: 'late',
    capacity: 0,
    fix: 'buffer-channel',
    source: `package main

import "time"

func remind() int {
	late := make(chan int)
	time.AfterFunc(time.Second, func() {
		late <- 1 // HERE
	})
	select {
	case n := <-late:
		return n
	case <-time.After(time.Millisecond):
		return 0
	}
}

func main() { remind() }
`,
  },
};
