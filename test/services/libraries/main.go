// Libraries leaves each resource of the table of libraries open, gives each back, and writes the profiles of what stays.
//
// Goroutines inherit the labels of who started them: a profile tells which case they belong to.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"sync"
	"time"

	_ "leaklens.example/libraries/basics"
	_ "leaklens.example/libraries/calls"
	_ "leaklens.example/libraries/databases"
	_ "leaklens.example/libraries/logging"
	_ "leaklens.example/libraries/messaging"
	_ "leaklens.example/libraries/objects"
	"leaklens.example/libraries/probe"
	_ "leaklens.example/libraries/stores"
	_ "leaklens.example/libraries/telemetry"
	_ "leaklens.example/libraries/tools"
	_ "leaklens.example/libraries/web"
)

// patience is how long what was closed may take to end.
const patience = 15 * time.Second

type report struct {
	GoVersion string            `json:"goVersion"`
	Times     int               `json:"times"`
	Failed    map[string]string `json:"failed"`
}

func run(cases []probe.Case) map[string]string {
	var group sync.WaitGroup
	var lock sync.Mutex
	failed := map[string]string{}
	running := make(chan struct{}, 16)
	for _, each := range cases {
		group.Go(func() {
			running <- struct{}{}
			defer func() { <-running }()
			for range probe.Times {
				if err := probe.As(each.Entry, each.End, each.Run); err != nil {
					lock.Lock()
					failed[each.Entry+" "+each.End] = err.Error()
					lock.Unlock()
				}
			}
		})
	}
	group.Wait()
	return failed
}

// settle waits until the goroutines of what was closed have ended, or no more of them end.
func settle() {
	http.DefaultClient.CloseIdleConnections()
	last, since := -1, time.Now()
	for until := since.Add(patience); time.Now().Before(until); time.Sleep(100 * time.Millisecond) {
		var text bytes.Buffer
		if pprof.Lookup("goroutine").WriteTo(&text, 1) != nil {
			return
		}
		count := bytes.Count(text.Bytes(), []byte(`"end":"closed"`))
		if count != last {
			last, since = count, time.Now()
		}
		if count == 0 || time.Since(since) > 3*time.Second {
			return
		}
	}
}

func write(folder, name string) error {
	file, err := os.Create(filepath.Join(folder, name+".pb.gz"))
	if err != nil {
		return err
	}
	defer file.Close()
	return pprof.Lookup(name).WriteTo(file, 0)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func main() {
	runtime.MemProfileRate = 1
	out := flag.String("out", ".", "folder for the profiles")
	exit := flag.Bool("exit", false, "end at once: the child of a case")
	flag.Parse()
	if *exit {
		return
	}
	cases, err := probe.Cases()
	if err != nil {
		fail(err)
	}
	// Libraries complain that nobody answers them.
	log.SetOutput(io.Discard)
	failed := run(cases)
	settle()
	// Twice: what a finalizer let go is collected by the next round.
	runtime.GC()
	runtime.GC()
	for _, name := range []string{"goroutine", "heap"} {
		if err := write(*out, name); err != nil {
			fail(err)
		}
	}
	answer, err := json.Marshal(report{runtime.Version(), probe.Times, failed})
	if err != nil {
		fail(err)
	}
	os.Stdout.Write(answer)
}
