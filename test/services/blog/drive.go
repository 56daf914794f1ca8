package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"time"
)

// drive is the public of the blog: readers, and a crawler that follows links which lead nowhere.
func drive(ctx context.Context, addr string, rate int) {
	ticker := time.NewTicker(time.Second / time.Duration(rate))
	defer ticker.Stop()
	for i := 0; ; i++ {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
		path := postPath(i % postCount)
		if i%2 == 1 {
			path = fmt.Sprintf("/blog/tag/%d/feed", i)
		}
		response, err := http.Get("http://" + addr + path)
		if err != nil {
			log.Print(err)
			continue
		}
		response.Body.Close()
	}
}
