import type { HealthySource } from './healthySource';
import { healthyLocks } from './healthyLocks';

/** Programs that wait as they should; the line that waits is marked. */
export const healthySources: Readonly<Record<string, HealthySource>> = {
  ...healthyLocks,
  'a timeout with room for the late answer': {
    kind: 'chan-send',
    operand: 'done',
    capacity: 1,
    source: `package main

import (
	"errors"
	"time"
)

func query() (int, error) {
	done := make(chan int, 1)
	go func() {
		done <- 1 // HERE
	}()
	select {
	case n := <-done:
		return n, nil
	case <-time.After(time.Second):
		return 0, errors.New("timed out")
	}
}

func main() { query() }
`,
  },
  'as many receives as senders': {
    kind: 'chan-send',
    operand: 'results',
    capacity: 0,
    source: `package main

func total(shards []string) int {
	results := make(chan int)
	for _, shard := range shards {
		go func() { results <- len(shard) }() // HERE
	}
	sum := 0
	for range shards {
		sum += <-results
	}
	return sum
}

func main() { total(nil) }
`,
  },
  'two workers, two receives': {
    kind: 'chan-send',
    operand: 'errs',
    source: `package main

func pipe(from, to func() error) error {
	errs := make(chan error)
	go func() { errs <- from() }()
	go func() { errs <- to() }() // HERE
	if err := <-errs; err == nil {
		return <-errs
	}
	return <-errs
}

func main() { pipe(nil, nil) }
`,
  },
  'a send of one branch or the other': {
    kind: 'chan-send',
    operand: 'failed',
    source: `package main

import "os"

func check(path string) error {
	failed := make(chan error)
	go func() {
		if _, err := os.Stat(path); err != nil {
			failed <- err
			return
		}
		failed <- nil // HERE
	}()
	return <-failed
}

func main() { check("x") }
`,
  },
  'a worker pool that is closed': {
    kind: 'chan-receive',
    operand: 'p.jobs',
    closes: true,
    capacity: 16,
    inLoop: true,
    source: `package main

type pool struct{ jobs chan func() }

const backlog = 16

func newPool(size int) *pool {
	p := &pool{jobs: make(chan func(), backlog)}
	for range size {
		go p.work()
	}
	return p
}

func (p *pool) work() {
	for job := range p.jobs { // HERE
		job()
	}
}

func (p *pool) submit(job func()) { p.jobs <- job }

func (p *pool) close() { close(p.jobs) }

func main() {
	p := newPool(4)
	p.submit(func() {})
	p.close()
}
`,
  },
  'a channel that another package gets': {
    kind: 'chan-receive',
    operand: 'signals',
    capacity: 1,
    source: `package main

import (
	"os"
	"os/signal"
)

func main() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	<-signals // HERE
}
`,
  },
  'an exported field of a library': {
    kind: 'chan-send',
    operand: 'b.Events',
    capacity: null,
    source: `package broker

type Broker struct{ Events chan string }

func New() *Broker { return &Broker{Events: make(chan string)} }

func (b *Broker) publish(event string) {
	b.Events <- event // HERE
}

func (b *Broker) Start() { go b.publish("started") }
`,
  },
  'a loop with a context that its owner cancels': {
    kind: 'select',
    waysOut: ['context', 'timer'],
    inLoop: true,
    endless: false,
    source: `package main

import (
	"context"
	"time"
)

type janitor struct{ cancel context.CancelFunc }

func start() *janitor {
	ctx, cancel := context.WithCancel(context.Background())
	go sweep(ctx)
	return &janitor{cancel: cancel}
}

func (j *janitor) stop() { j.cancel() }

func sweep(ctx context.Context) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for {
		select { // HERE
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func main() { start().stop() }
`,
  },
  'the ticker of the whole process': {
    kind: 'chan-receive',
    operand: 'time.Tick(time.Minute)',
    endless: true,
    source: `package main

import (
	"fmt"
	"net/http"
	"time"
)

func report() {
	for range time.Tick(time.Minute) { // HERE
		fmt.Println("alive")
	}
}

func main() {
	go report()
	http.ListenAndServe("localhost:0", nil)
}
`,
  },
  'an accept loop in the main goroutine that ends in select {}': {
    kind: 'select-forever',
    operation: 'select {}',
    source: `package main

import "net/http"

func main() {
	go http.ListenAndServe("localhost:0", nil)
	select {} // HERE
}
`,
  },
  'a writer whose stop is closed': {
    kind: 'select',
    waysOut: ['closed-channel'],
    operation: 'select { case message := <-s.out; case <-s.stop }',
    source: `package main

type session struct {
	out  chan string
	stop chan struct{}
}

func (s *session) write() {
	for {
		select { // HERE
		case message := <-s.out:
			_ = message
		case <-s.stop:
			return
		}
	}
}

func main() {
	for {
		s := &session{out: make(chan string), stop: make(chan struct{})}
		go s.write()
		s.out <- "hello"
		close(s.stop)
	}
}
`,
  },
  'a request of another package': {
    kind: 'io',
    operand: 'client',
    operation: 'client.Get(address)',
    source: `package main

import (
	"net/http"
	"time"
)

var client = http.Client{Timeout: time.Minute}

func fetch(address string) error {
	response, err := client.Get(address) // HERE
	if err != nil {
		return err
	}
	return response.Body.Close()
}

func main() { fetch("http://localhost") }
`,
  },
  'a sleep that is waited out': {
    kind: 'sleep',
    inLoop: true,
    endless: false,
    source: `package main

import "time"

func retry(attempt func() error) {
	for {
		if attempt() == nil {
			return
		}
		time.Sleep(time.Second) // HERE
	}
}

func main() { go retry(func() error { return nil }) }
`,
  },
  'jobs that are started once, each of which sleeps and runs for ever': {
    kind: 'sleep',
    endless: true,
    source: `package main

import "time"

type job struct{ every time.Duration }

func (j *job) loop() {
	for {
		time.Sleep(j.every) // HERE
	}
}

func main() {
	for n := range 40 {
		go (&job{every: time.Duration(n) * time.Second}).loop()
	}
	select {}
}
`,
  },
  'a late answer that a buffer always has room for': {
    kind: 'chan-send',
    operand: 'exit',
    capacity: 1,
    source: `package main

import (
	"os/exec"
	"time"
)

func succeeds(command *exec.Cmd) bool {
	exit := make(chan error, 1)
	go func() {
		exit <- command.Wait() // HERE
	}()
	select {
	case <-time.After(time.Second):
		return true
	case err := <-exit:
		return err == nil
	}
}

func main() { succeeds(exec.Command("true")) }
`,
  },
  'a lock of another package that gives back its unlock': {
    kind: 'mutex',
    source: `package main

import "errors"

type guard struct{ locked bool }

func (g *guard) Lock() (func(), error) {
	if g.locked {
		return nil, errors.New("locked")
	}
	g.locked = true
	return func() { g.locked = false }, nil
}

func work(g *guard) error {
	unlock, err := g.Lock() // HERE
	if err != nil {
		return err
	}
	defer unlock()
	return nil
}

func main() { work(&guard{}) }
`,
  },
};
