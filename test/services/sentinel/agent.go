package main

import (
	"bufio"
	"errors"
	"log"
	"net"
	"sync/atomic"
	"time"
)

const timeout = 2 * time.Second

// An instance is one redis to watch.
type instance struct {
	name, addr string
}

// An agent checks its instances and counts the checks that have ended.
type agent struct {
	instances []instance
	w         chan int
	quit      chan struct{} // closed when the collector has to go; nil while there is none
	checked   atomic.Int64
	waiting   atomic.Int64
	paused    atomic.Bool
}

func newAgent() *agent {
	ag := &agent{w: make(chan int, 1)}
	ag.fix()
	return ag
}

// round starts one check for each instance.
func (ag *agent) round() {
	if ag.paused.Load() {
		return
	}
	for _, in := range ag.instances {
		go ag.check(in) // truth: spawn
	}
}

// check pings one instance and reports that it is done.
func (ag *agent) check(in instance) {
	if err := ping(in.addr); err != nil {
		log.Printf("%s is down: %v", in.name, err)
	}
	ag.waiting.Add(1)
	ag.w <- 1 // truth: blocked
	ag.waiting.Add(-1)
}

// collect counts the checks that report, until it is told to go.
func (ag *agent) collect(quit <-chan struct{}) {
	for {
		select {
		case n := <-ag.w:
			ag.checked.Add(int64(n))
		case <-quit:
			return
		}
	}
}

// ping asks a redis whether it is alive.
func ping(addr string) error {
	conn, err := net.DialTimeout("tcp", addr, timeout)
	if err != nil {
		return err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(timeout))
	if _, err := conn.Write([]byte("PING\r\n")); err != nil {
		return err
	}
	reply, err := bufio.NewReaderSize(conn, 16).ReadString('\n')
	if err == nil && reply != "+PONG\r\n" {
		err = errors.New("unexpected reply " + reply)
	}
	return err
}
