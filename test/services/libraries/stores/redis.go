package stores

import (
	"time"

	"github.com/alicebob/miniredis/v2"
	older "github.com/go-redis/redis/v8"
	"github.com/go-zookeeper/zk"
	"github.com/redis/go-redis/v9"

	"leaklens.example/libraries/probe"
)

var (
	redisAddress string
	cache        *redis.Client
)

func init() {
	probe.Start(func() error {
		server, err := miniredis.Run()
		if err != nil {
			return err
		}
		redisAddress = server.Addr()
		cache = redis.NewClient(&redis.Options{Addr: redisAddress})
		return nil
	})
	probe.Try("redis-client", leaveRedis, closeRedis)
	probe.Try("redis-pubsub", leavePubSub, closePubSub)
	probe.Try("zookeeper-connection", leaveZooKeeper, closeZooKeeper)
}

// Version 9 leaves nothing of a client that nobody holds.
func leaveRedis() error {
	client := older.NewClient(&older.Options{Addr: redisAddress}) // left: redis-client
	return client.Ping(probe.Forever).Err()
}

func closeRedis() error {
	client := older.NewClient(&older.Options{Addr: redisAddress}) // closed: redis-client
	defer client.Close()
	return client.Ping(probe.Forever).Err()
}

func leavePubSub() error {
	subscription := cache.Subscribe(probe.Forever, "prices") // left: redis-pubsub
	select {
	case <-subscription.Channel():
	case <-time.After(50 * time.Millisecond):
	}
	return nil
}

func closePubSub() error {
	subscription := cache.Subscribe(probe.Forever, "prices") // closed: redis-pubsub
	defer subscription.Close()
	select {
	case <-subscription.Channel():
	case <-time.After(50 * time.Millisecond):
	}
	return nil
}

func leaveZooKeeper() error {
	conn, _, err := zk.Connect([]string{probe.Nobody}, time.Minute, zk.WithLogInfo(false)) // left: zookeeper-connection
	if err != nil {
		return err
	}
	conn.SessionID()
	return nil
}

func closeZooKeeper() error {
	conn, _, err := zk.Connect([]string{probe.Nobody}, time.Minute, zk.WithLogInfo(false)) // closed: zookeeper-connection
	if err != nil {
		return err
	}
	defer conn.Close()
	conn.SessionID()
	return nil
}
