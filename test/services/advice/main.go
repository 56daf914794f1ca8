// Advice runs, for each mistake that LeakLens names, code that makes it and the same code after the advice was followed, and
// prints how many goroutines, or pages of memory, are left of each, as JSON.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

const turns = 20

type scenario struct {
	Pattern string
	leak    func()
	mended  func()
}

// kept are scenarios that leave memory and no goroutines.
func kept() []scenario {
	return []scenario{
		{"slice-keeps-whole", func() { heads = append(heads, page()[:16]) }, func() { heads = append(heads, bytes.Clone(page()[:16])) }},
		{"afterfunc-not-stopped", func() { context.AfterFunc(forever, holding(page())) }, func() {
			stop := context.AfterFunc(forever, holding(page()))
			stop()
		}},
		{"timer-not-stopped", func() { again(holding(page())) }, func() {
			time.AfterFunc(time.Hour, holding(page())).Stop()
		}},
		{"entry-never-deleted", func() { entries[len(entries)] = page() }, func() {
			open[len(open)] = page()
			clear(open)
		}},
	}
}

var (
	heads   [][]byte
	entries = map[int][]byte{}
	open    = map[int][]byte{}
	// forever ends with the process.
	forever, _ = context.WithCancel(context.Background())
)

const pageBytes = 64 << 10

// alive counts the pages that the collector has not freed: each says so when it is.
var alive atomic.Int64

func page() []byte {
	page := make([]byte, pageBytes)
	alive.Add(1)
	runtime.SetFinalizer(&page[0], func(*byte) { alive.Add(-1) })
	return page
}

func holding(page []byte) func() {
	return func() { page[0]++ }
}

func again(run func()) {
	time.AfterFunc(time.Hour, func() {
		run()
		again(run)
	})
}

func pages() int {
	runtime.GC()
	return int(alive.Load())
}

type result struct {
	Pattern string `json:"pattern"`
	Leaking int    `json:"leaking"`
	Mended  int    `json:"mended"`
}

// outcome says how much is left of each. Neither is waited for longer than it takes, and both as long as a busy machine may take.
func (each scenario) outcome(count func() int) result {
	before := settled(count)
	repeat(each.leak)
	leaking := until(count, func(now int) bool { return now-before >= turns }) - before
	before = settled(count)
	repeat(each.mended)
	mended := until(count, func(now int) bool { return now <= before }) - before
	return result{each.Pattern, leaking, mended}
}

func repeat(turn func()) {
	for range turns {
		turn()
	}
}

const (
	look     = 10 * time.Millisecond
	patience = 10 * time.Second
)

// settled is a count that has stayed the same for a while: what ends by itself has ended by then.
func settled(count func() int) int {
	last, since := count(), time.Now()
	return until(count, func(now int) bool {
		if now != last {
			last, since = now, time.Now()
		}
		return time.Since(since) > 25*look
	})
}

// until looks at a count until it is what is waited for, or there is no more patience.
func until(count func() int, reached func(int) bool) int {
	end := time.Now().Add(patience)
	for {
		now := count()
		if reached(now) || time.Now().After(end) {
			return now
		}
		time.Sleep(look)
	}
}

func main() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/never" {
			<-r.Context().Done()
			return
		}
		w.Write(make([]byte, 256<<10))
	}))
	var results []result
	for _, each := range append(channels(), append(others(), requests(server.URL)...)...) {
		results = append(results, each.outcome(runtime.NumGoroutine))
	}
	for _, each := range kept() {
		results = append(results, each.outcome(pages))
	}
	json.NewEncoder(os.Stdout).Encode(results)
}

func channels() []scenario {
	return []scenario{
		{"premature-return", func() { first(make(chan int)) }, func() { first(make(chan int, 1)) }},
		{"timeout-without-buffer", func() { impatient(make(chan int), 1) }, func() { impatient(make(chan int, 1), 1) }},
		{"n-senders-one-receiver", func() { fastest(make(chan int)) }, func() { fastest(make(chan int, 3)) }},
		{"double-send", func() { twice(make(chan int)) }, func() { twice(make(chan int, 2)) }},
		{"left-range", func() { search(context.Background()) }, func() {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			search(ctx)
		}},
		{"range-never-closed", func() { work(false) }, func() { work(true) }},
		{"nil-channel", func() { receiveFrom(nil) }, func() {
			ch := make(chan int)
			receiveFrom(ch)
			close(ch)
		}},
		{"no-other-end", func() { go func() { <-make(chan int) }() }, func() {
			ch := make(chan int)
			go func() { <-ch }()
			ch <- 1
		}},
		{"no-way-out", func() { loop(context.Background()) }, func() {
			ctx, cancel := context.WithCancel(context.Background())
			loop(ctx)
			cancel()
		}},
		{"empty-select", func() { go func() { select {} }() }, func() {
			ctx, cancel := context.WithCancel(context.Background())
			go func() { <-ctx.Done() }()
			cancel()
		}},
	}
}

// first returns before it receives.
func first(ch chan int) {
	go func() { ch <- 1 }()
}

// impatient gives up before anybody has sent.
func impatient(ch chan int, senders int) {
	for range senders {
		go func() {
			time.Sleep(20 * time.Millisecond)
			ch <- 1
		}()
	}
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}

func fastest(ch chan int) {
	for range 3 {
		go func() { ch <- 1 }()
	}
	<-ch
}

func twice(ch chan int) {
	go func() {
		ch <- 1
		ch <- 2
	}()
	<-ch
}

func search(ctx context.Context) int {
	numbers := make(chan int)
	go func() {
		defer close(numbers)
		for n := range 100 {
			select {
			case numbers <- n:
			case <-ctx.Done():
				return
			}
		}
	}()
	for n := range numbers {
		if n == 3 {
			return n
		}
	}
	return -1
}

func work(closes bool) {
	jobs := make(chan int)
	go func() {
		for range jobs {
		}
	}()
	jobs <- 1
	if closes {
		close(jobs)
	}
}

func receiveFrom(ch chan int) {
	go func() { <-ch }()
}

func loop(ctx context.Context) {
	events := make(chan int)
	go func() {
		for {
			select {
			case <-events:
			case <-ctx.Done():
				return
			}
		}
	}()
}

func others() []scenario {
	return []scenario{
		{"forgotten-cancel", func() { wait(false) }, func() { wait(true) }},
		{"unstopped-ticker", func() { tick(context.Background()) }, func() {
			ctx, cancel := context.WithCancel(context.Background())
			tick(ctx)
			cancel()
		}},
		{"endless-sleep-loop", func() {
			go func() {
				for {
					time.Sleep(10 * time.Millisecond)
				}
			}()
		}, func() {
			ctx, cancel := context.WithCancel(context.Background())
			tick(ctx)
			cancel()
		}},
		{"missing-unlock", func() { lock(false) }, func() { lock(true) }},
		{"missing-done", func() { group(false) }, func() { group(true) }},
		{"left-pipe", func() { stream(false) }, func() { stream(true) }},
		{"left-open", func() { listen(false) }, func() { listen(true) }},
		{"missed-signal", func() { signal(false) }, func() { signal(true) }},
	}
}

func wait(cancels bool) {
	ctx, cancel := context.WithCancel(context.Background())
	if cancels {
		defer cancel()
	}
	go func() { <-ctx.Done() }()
	_ = cancel
}

func tick(ctx context.Context) {
	go func() {
		ticker := time.NewTicker(10 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
			case <-ctx.Done():
				return
			}
		}
	}()
}

func lock(unlocks bool) {
	var mu sync.Mutex
	func() {
		mu.Lock()
		if unlocks {
			defer mu.Unlock()
		}
	}()
	go func() {
		mu.Lock()
		defer mu.Unlock()
	}()
}

func group(always bool) {
	var wg sync.WaitGroup
	wg.Add(2)
	for n := range 2 {
		go func() {
			if always {
				defer wg.Done()
			}
			if n == 1 {
				return
			}
			if !always {
				wg.Done()
			}
		}()
	}
	go wg.Wait()
}

func signal(underLock bool) {
	var mu sync.Mutex
	ready := false
	cond := sync.NewCond(&mu)
	if underLock {
		mu.Lock()
		ready = true
		mu.Unlock()
	}
	cond.Broadcast()
	go func() {
		mu.Lock()
		defer mu.Unlock()
		for !ready {
			cond.Wait()
		}
	}()
}

func stream(closes bool) {
	from, to := io.Pipe()
	if closes {
		defer from.Close()
	}
	go func() {
		defer to.Close()
		for range 100 {
			if _, err := io.WriteString(to, "row\n"); err != nil {
				return
			}
		}
	}()
	io.CopyN(io.Discard, from, 4)
}

// news is a server that says nothing.
var news = func() net.Listener {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	return listener
}()

func listen(closes bool) {
	conn, err := net.Dial("tcp", news.Addr().String())
	if err != nil {
		panic(err)
	}
	if closes {
		defer conn.Close()
	}
	go func() { conn.Read(make([]byte, 1)) }()
}

func requests(url string) []scenario {
	shared := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1}}
	return []scenario{
		{"not-closed", func() { ask(shared, url, false) }, func() {
			ask(shared, url, true)
			shared.CloseIdleConnections()
		}},
		{"call-without-timeout", func() { go ask(&http.Client{}, url+"/never", true) }, func() {
			client := &http.Client{Timeout: 50 * time.Millisecond}
			ask(client, url+"/never", true)
		}},
	}
}

func ask(client *http.Client, url string, closes bool) {
	resp, err := client.Get(url)
	if err != nil {
		return
	}
	if closes {
		defer resp.Body.Close()
	}
	io.CopyN(io.Discard, resp.Body, 16)
}
