import type { LeakingSource } from './leakingSource';
import { lockingSources } from './lockingSources';
import { sendingSources } from './sendingSources';

/** Programs with a known mistake; the line that waits is marked. */
export const leakingSources: Readonly<Record<string, LeakingSource>> = {
  ...sendingSources,
  ...lockingSources,
  'workers over a channel that nobody closes': {
    pattern: 'range-never-closed',
    kind: 'chan-receive',
    operand: 'jobs',
    capacity: 0,
    source: `package main

import "sync"

func process(items []string) {
	jobs := make(chan string)
	var wg sync.WaitGroup
	for range 4 {
		go func() {
			for job := range jobs { // HERE
				_ = len(job)
				wg.Done()
			}
		}()
	}
	for _, item := range items {
		wg.Add(1)
		jobs <- item
	}
	wg.Wait()
}

func main() {
	for {
		process([]string{"a"})
	}
}
`,
  },
  'a watcher of a context that nobody cancels': {
    pattern: 'forgotten-cancel',
    kind: 'chan-receive',
    operand: 'ctx.Done()',
    waysOut: [],
    source: `package main

import (
	"context"
	"net"
)

func serve(conn net.Conn) {
	ctx, _ := context.WithCancel(context.Background())
	go func() {
		<-ctx.Done() // HERE
		conn.Close()
	}()
	buffer := make([]byte, 512)
	conn.Read(buffer)
}

func main() {
	listener, _ := net.Listen("tcp", "localhost:0")
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go serve(conn)
	}
}
`,
  },
  'a cancel that is only silenced, in a function that waits': {
    pattern: 'forgotten-cancel',
    kind: 'select',
    operand: '',
    waysOut: ['timer'],
    fix: 'defer-cancel',
    source: `package main

import (
	"context"
	"time"
)

func handle(parent context.Context) int {
	ctx, _ := context.WithCancel(context.Background())
	done := make(chan int, 1)
	go beat(ctx)
	go func() { done <- 1 }()
	select {
	case n := <-done:
		return n
	case <-parent.Done():
		return 0
	}
}

func beat(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select { // HERE
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func main() {
	for {
		handle(context.TODO())
	}
}
`,
  },
  'a ticker loop for each connection': {
    pattern: 'unstopped-ticker',
    kind: 'chan-receive',
    operand: 'ticker.C',
    waysOut: ['timer'],
    source: `package main

import (
	"net"
	"time"
)

func keepAlive(conn net.Conn) {
	ticker := time.NewTicker(time.Second)
	for range ticker.C { // HERE
		conn.Write([]byte{0})
	}
}

func main() {
	listener, _ := net.Listen("tcp", "localhost:0")
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go keepAlive(conn)
	}
}
`,
  },
  'polling that sleeps and never ends': {
    pattern: 'endless-sleep-loop',
    kind: 'sleep',
    operand: '',
    source: `package main

import (
	"net/http"
	"time"
)

type monitor struct{ seen int }

func (m *monitor) poll(name string) {
	for {
		m.seen += len(name)
		time.Sleep(time.Second) // HERE
	}
}

func main() {
	m := &monitor{}
	http.HandleFunc("/watch", func(w http.ResponseWriter, r *http.Request) {
		go m.poll(r.URL.Path)
	})
	http.ListenAndServe("localhost:0", nil)
}
`,
  },
  'a field that nobody makes': {
    pattern: 'nil-channel',
    kind: 'chan-send',
    operand: 's.events',
    source: `package main

type server struct {
	events chan string
	name   string
}

func (s *server) notify(event string) {
	s.events <- event // HERE
}

func (s *server) listen() {
	for event := range s.events {
		_ = event
	}
}

func main() {
	s := &server{name: "x"}
	go s.listen()
	for {
		go s.notify("hello")
	}
}
`,
  },
  'a goroutine parked on purpose, again and again': {
    pattern: 'empty-select',
    kind: 'select-forever',
    operand: '',
    source: `package main

import "net/http"

func park() {
	select {} // HERE
}

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		go park()
	})
	http.ListenAndServe("localhost:0", nil)
}
`,
  },
  'a result that nobody reads': {
    pattern: 'no-other-end',
    kind: 'chan-send',
    operand: 'results',
    capacity: 0,
    source: `package main

import "net/http"

var results = make(chan int)

func record(w http.ResponseWriter, r *http.Request) {
	go func() {
		results <- len(r.URL.Path) // HERE
	}()
}

func main() {
	http.HandleFunc("/", record)
	http.ListenAndServe("localhost:0", nil)
}
`,
  },
  'a writer whose stop nobody closes': {
    pattern: 'no-way-out',
    kind: 'select',
    operand: '',
    waysOut: [],
    source: `package main

import "net"

type session struct {
	conn net.Conn
	out  chan []byte
	stop chan struct{}
}

func (s *session) write() {
	for {
		select { // HERE
		case message := <-s.out:
			s.conn.Write(message)
		case <-s.stop:
			return
		}
	}
}

func (s *session) read() {
	buffer := make([]byte, 512)
	for {
		n, err := s.conn.Read(buffer)
		if err != nil {
			return
		}
		s.out <- append([]byte(nil), buffer[:n]...)
	}
}

func main() {
	listener, _ := net.Listen("tcp", "localhost:0")
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		s := &session{conn: conn, out: make(chan []byte), stop: make(chan struct{})}
		go s.write()
		go s.read()
	}
}
`,
  },
  'a request that no time ends': {
    pattern: 'call-without-timeout',
    kind: 'select',
    operand: 'http',
    source: `package main

import "net/http"

func fetch(address string) error {
	response, err := http.Get(address) // HERE
	if err != nil {
		return err
	}
	return response.Body.Close()
}

func main() { fetch("http://localhost") }
`,
  },
  'a request by a client without a timeout, in a goroutine that a handler starts': {
    pattern: 'call-without-timeout',
    kind: 'select',
    operand: 'partner',
    source: `package main

import "net/http"

var partner = &http.Client{Transport: &http.Transport{MaxIdleConns: 4}}

func tell(address string) {
	response, err := partner.Get(address) // HERE
	if err == nil {
		response.Body.Close()
	}
}

func main() {
	http.HandleFunc("/tell", func(w http.ResponseWriter, r *http.Request) { go tell(r.URL.Path) })
	http.ListenAndServe("localhost:0", nil)
}
`,
  },
};
