package main

import (
	"context"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"time"
)

// drive is the shop's public: buyers, four who wait for news, a manager with reports, and ten who left their browser open.
func drive(ctx context.Context, url string, rate, items int) {
	buyer := func() { fetch(http.DefaultClient, fmt.Sprintf("%s/item?id=%d", url, rand.Intn(items))) }
	go every(ctx, time.Second/time.Duration(rate), buyer)
	go every(ctx, 10*time.Second, func() { fetch(http.DefaultClient, url+"/report") })
	for i := 0; i < 4; i++ {
		go every(ctx, time.Second, func() { fetch(http.DefaultClient, url+"/news") })
	}
	for i := 0; i < 10; i++ {
		idle := &http.Client{Transport: &http.Transport{}}
		fetch(idle, url+"/item?id=0")
	}
}

// every calls do again and again, but not while it still runs.
func every(ctx context.Context, interval time.Duration, do func()) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			do()
		case <-ctx.Done():
			return
		}
	}
}

// fetch reads an answer to its end, so that the connection can be used again. Errors mean that the service ends.
func fetch(client *http.Client, url string) {
	response, err := client.Get(url)
	if err != nil {
		return
	}
	defer response.Body.Close()
	io.Copy(io.Discard, response.Body)
}
