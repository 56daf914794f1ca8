// Crontab runs small jobs, each of which sleeps until it is time.
package main

import (
	"fmt"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"leaklens.example/patterns/internal/serve"
)

type job struct {
	name  string
	every time.Duration
	runs  atomic.Int64
}

func (j *job) loop() {
	for {
		time.Sleep(j.every)
		j.run()
	}
}

func (j *job) run() {
	entries, err := os.ReadDir(os.TempDir())
	if err == nil {
		j.runs.Add(int64(len(entries)))
	}
}

func main() {
	var jobs []*job
	for n := range 40 {
		j := &job{name: fmt.Sprint("job ", n), every: time.Duration(n+1) * 700 * time.Millisecond}
		jobs = append(jobs, j)
		go j.loop()
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/runs", func(w http.ResponseWriter, _ *http.Request) {
		for _, j := range jobs {
			fmt.Fprintln(w, j.name, j.runs.Load())
		}
	})
	serve.Run(mux, serve.Requests(10, "/runs"))
}
