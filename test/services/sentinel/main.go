// Sentinel watches redis instances: every interval it asks each of them for a PONG, in a goroutine of its own.
//
// The leak: the collector of the results goes away, and every check waits for ever to report that it has ended.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"time"
)

func main() {
	interval := flag.Duration("interval", 10*time.Second, "time between two rounds of checks")
	instances := flag.Int("instances", 10, "redis instances to watch")
	flag.Parse()

	redis, err := startRedis()
	if err != nil {
		log.Fatal(err)
	}
	ag := newAgent()
	for i := 0; i < *instances; i++ {
		ag.instances = append(ag.instances, instance{name: fmt.Sprintf("redis-%d", i), addr: redis})
	}
	ctx, err := launch(ag, http.NewServeMux())
	if err != nil {
		log.Fatal(err)
	}

	ticker := time.NewTicker(*interval)
	defer ticker.Stop()
	ag.round()
	for {
		select {
		case <-ticker.C:
			ag.round()
		case <-ctx.Done():
			return
		}
	}
}
