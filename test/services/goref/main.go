// Plays the part of grf (github.com/cloudwego/goref) towards a process: it really attaches to every thread of it by ptrace, holds it for a
// while, and writes a profile that was recorded before. What it says when it fails is what grf and its debugger say.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"time"
)

func main() {
	if complaint := os.Getenv("GRF_COMPLAINT"); complaint != "" {
		fmt.Fprintln(os.Stderr, complaint)
		os.Exit(1)
	}
	out := os.Args[len(os.Args)-1]
	if os.Args[1] == "attach" {
		attach(os.Args[2])
	}
	recorded, err := os.ReadFile(os.Getenv("GRF_RECORDED"))
	if err == nil {
		err = os.WriteFile(out, recorded, 0o600)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("successfully output to `%s`\n", out)
}

func attach(pid string) {
	// All requests about a thread have to come from the one that attached to it.
	runtime.LockOSThread()
	tasks, _ := filepath.Glob("/proc/" + pid + "/task/*")
	var threads []int
	for _, task := range tasks {
		thread, _ := strconv.Atoi(filepath.Base(task))
		if err := syscall.PtraceAttach(thread); err != nil {
			fmt.Fprintf(os.Stderr, "could not attach to pid %s: %v\n", pid, err)
			os.Exit(1)
		}
		var status syscall.WaitStatus
		syscall.Wait4(thread, &status, 0x40000000 /* __WALL */, nil)
		threads = append(threads, thread)
	}
	if len(threads) == 0 {
		fmt.Fprintf(os.Stderr, "could not attach to pid %s: no such process\n", pid)
		os.Exit(1)
	}
	seconds, _ := strconv.Atoi(os.Getenv("GRF_SECONDS"))
	time.Sleep(time.Duration(seconds) * time.Second)
	for _, thread := range threads {
		syscall.PtraceDetach(thread)
	}
	if os.Getenv("GRF_LEAVES_STOPPED") != "" {
		syscall.Kill(threads[0], syscall.SIGSTOP)
		fmt.Fprintln(os.Stderr, "detach failed: no reason")
		os.Exit(1)
	}
}
