// Package basics opens what the standard library has for connections, contexts, time and processes.
package basics

import (
	"context"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"time"

	"leaklens.example/libraries/probe"
)

var address string

func init() {
	probe.Start(func() (err error) {
		address, err = probe.Listen(func(conn net.Conn) { io.Copy(io.Discard, conn) })
		return err
	})
	probe.Try("net-connection", leaveConnection, closeConnection)
	probe.Try("context-cancel", leaveContext, cancelContext)
	probe.Try("signal-context", leaveSignals, stopSignals)
	probe.Try("time-ticker", leaveTicker, stopTicker)
	probe.Try("exec-command", leaveProcess, waitForProcess)
}

func leaveConnection() error {
	conn, err := net.Dial("tcp", address) // left: net-connection
	if err != nil {
		return err
	}
	go io.Copy(io.Discard, conn)
	return nil
}

func closeConnection() error {
	conn, err := net.Dial("tcp", address) // closed: net-connection
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = conn.Write([]byte("hello"))
	return err
}

// ofRequest is a context of a type of its own, as frameworks have them: what is derived from it needs a goroutine.
type ofRequest struct {
	context.Context
	done chan struct{}
}

func (r ofRequest) Done() <-chan struct{} { return r.done }

var request = ofRequest{context.Background(), make(chan struct{})}

func leaveContext() error {
	ctx, cancel := context.WithCancel(request) // left: context-cancel
	if err := ctx.Err(); err != nil {
		cancel()
		return err
	}
	return nil
}

func cancelContext() error {
	ctx, cancel := context.WithCancel(request) // closed: context-cancel
	defer cancel()
	return ctx.Err()
}

func leaveSignals() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt) // left: signal-context
	if err := ctx.Err(); err != nil {
		stop()
		return err
	}
	return nil
}

func stopSignals() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt) // closed: signal-context
	defer stop()
	return ctx.Err()
}

func leaveTicker() error {
	ticker := time.NewTicker(time.Millisecond) // left: time-ticker
	<-ticker.C
	return nil
}

func stopTicker() error {
	ticker := time.NewTicker(time.Millisecond) // closed: time-ticker
	defer ticker.Stop()
	<-ticker.C
	return nil
}

func leaveProcess() error {
	command := exec.CommandContext(probe.Forever, os.Args[0], "-exit")
	return command.Start() // left: exec-command
}

func waitForProcess() error {
	command := exec.CommandContext(probe.Forever, os.Args[0], "-exit")
	if err := command.Start(); err != nil { // closed: exec-command
		return err
	}
	return command.Wait()
}
