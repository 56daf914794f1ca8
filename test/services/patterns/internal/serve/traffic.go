package serve

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"
)

const patience = 2 * time.Second

// Requests sends perSecond requests for path, at uneven intervals as real ones come. A %d in path is the request's number.
func Requests(perSecond float64, path string) Driver {
	return func(ctx context.Context, url string) {
		transport := &http.Transport{MaxIdleConnsPerHost: 64}
		defer transport.CloseIdleConnections()
		client := &http.Client{Transport: transport, Timeout: patience}
		for n := 0; ; n++ {
			if !Pause(ctx, time.Duration(float64(time.Second)/perSecond)) {
				return
			}
			go get(ctx, client, url+number(path, n))
		}
	}
}

// Clients is a number of clients, each of which sends a request, waits for the answer, and rests for a while.
func Clients(count int, rest time.Duration, path string) Driver {
	return func(ctx context.Context, url string) {
		transport := &http.Transport{MaxIdleConnsPerHost: count}
		defer transport.CloseIdleConnections()
		client := &http.Client{Transport: transport}
		var clients sync.WaitGroup
		for c := range count {
			clients.Go(func() {
				for n := c; Pause(ctx, rest); n += count {
					get(ctx, client, url+number(path, n))
				}
			})
		}
		clients.Wait()
	}
}

// Pause waits for about this long: between half and one and a half of it. It is false when ctx has ended.
func Pause(ctx context.Context, about time.Duration) bool {
	timer := time.NewTimer(about/2 + rand.N(about+1))
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func number(path string, n int) string {
	if strings.Contains(path, "%d") {
		return fmt.Sprintf(path, n)
	}
	return path
}

func get(ctx context.Context, client *http.Client, url string) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return
	}
	answer, err := client.Do(request)
	if err != nil {
		return
	}
	defer answer.Body.Close()
	io.Copy(io.Discard, answer.Body)
}
