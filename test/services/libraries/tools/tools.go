// Package tools uses what programs have for files, time and memory.
package tools

import (
	"bytes"
	"crypto/rand"
	"io"
	"os"
	"time"

	"github.com/cenkalti/backoff/v4"
	"github.com/dgraph-io/ristretto/v2"
	"github.com/fsnotify/fsnotify"
	"github.com/go-co-op/gocron/v2"
	"github.com/hashicorp/golang-lru/v2/expirable"
	"github.com/klauspost/compress/zstd"
	"github.com/robfig/cron/v3"

	"leaklens.example/libraries/probe"
)

func init() {
	probe.Try("fsnotify-watcher", leaveWatcher, closeWatcher)
	probe.Try("backoff-ticker", leaveTicker, stopTicker)
	probe.TryOnce("expirable-cache", leaveExpirable, keepExpirable)
	probe.Try("ristretto-cache", leaveRistretto, closeRistretto)
	probe.Try("cron-scheduler", leaveCron, stopCron)
	probe.Try("gocron-scheduler", leaveJobs, shutDownJobs)
	probe.Start(compress)
	probe.Try("zstd-decoder", leaveDecoder, closeDecoder)
}

func leaveWatcher() error {
	watcher, err := fsnotify.NewWatcher() // left: fsnotify-watcher
	if err != nil {
		return err
	}
	return watcher.Add(os.TempDir())
}

func closeWatcher() error {
	watcher, err := fsnotify.NewWatcher() // closed: fsnotify-watcher
	if err != nil {
		return err
	}
	defer watcher.Close()
	return watcher.Add(os.TempDir())
}

func leaveTicker() error {
	ticker := backoff.NewTicker(backoff.NewConstantBackOff(time.Hour)) // left: backoff-ticker
	<-ticker.C
	return nil
}

func stopTicker() error {
	ticker := backoff.NewTicker(backoff.NewConstantBackOff(time.Hour)) // closed: backoff-ticker
	defer ticker.Stop()
	<-ticker.C
	return nil
}

func leaveExpirable() error {
	sessions := expirable.NewLRU[string, int](8, nil, time.Minute) // left: expirable-cache
	sessions.Add("key", 1)
	return nil
}

var sessions = expirable.NewLRU[string, int](8, nil, time.Minute) // once: expirable-cache

func keepExpirable() error {
	sessions.Add("key", 1)
	return nil
}

func leaveRistretto() error {
	cache, err := ristretto.NewCache(&ristretto.Config[string, int]{NumCounters: 100, MaxCost: 10, BufferItems: 64}) // left: ristretto-cache
	if err != nil {
		return err
	}
	cache.Set("key", 1, 1)
	return nil
}

func closeRistretto() error {
	cache, err := ristretto.NewCache(&ristretto.Config[string, int]{NumCounters: 100, MaxCost: 10, BufferItems: 64}) // closed: ristretto-cache
	if err != nil {
		return err
	}
	defer cache.Close()
	cache.Set("key", 1, 1)
	return nil
}

func leaveCron() error {
	scheduler := cron.New()
	if _, err := scheduler.AddFunc("@hourly", func() {}); err != nil {
		return err
	}
	scheduler.Start() // left: cron-scheduler
	return nil
}

func stopCron() error {
	scheduler := cron.New()
	if _, err := scheduler.AddFunc("@hourly", func() {}); err != nil {
		return err
	}
	scheduler.Start() // closed: cron-scheduler
	defer scheduler.Stop()
	return nil
}

func leaveJobs() error {
	scheduler, err := gocron.NewScheduler() // left: gocron-scheduler
	if err != nil {
		return err
	}
	scheduler.Start()
	return nil
}

func shutDownJobs() error {
	scheduler, err := gocron.NewScheduler() // closed: gocron-scheduler
	if err != nil {
		return err
	}
	defer scheduler.Shutdown()
	scheduler.Start()
	return nil
}

var compressed []byte

// compress makes a stream that is longer than what a decoder reads ahead.
func compress() error {
	var into bytes.Buffer
	encoder, err := zstd.NewWriter(&into)
	if err != nil {
		return err
	}
	if _, err := io.CopyN(encoder, rand.Reader, 4<<20); err != nil {
		return err
	}
	err = encoder.Close()
	compressed = into.Bytes()
	return err
}

func leaveDecoder() error {
	decoder, err := zstd.NewReader(bytes.NewReader(compressed), zstd.WithDecoderConcurrency(2)) // left: zstd-decoder
	if err != nil {
		return err
	}
	_, err = io.ReadFull(decoder, make([]byte, 10))
	return err
}

func closeDecoder() error {
	decoder, err := zstd.NewReader(bytes.NewReader(compressed), zstd.WithDecoderConcurrency(2)) // closed: zstd-decoder
	if err != nil {
		return err
	}
	defer decoder.Close()
	_, err = io.ReadFull(decoder, make([]byte, 10))
	return err
}
