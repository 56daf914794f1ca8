package main

// A message is one kilobyte of backlog.
type message struct {
	id   int64
	body [1016]byte
}

// drain queues a backlog, and has no use for the queue after that.
func drain(megabytes int) {
	queue := make(chan message, megabytes<<10) // truth: channel
	for i := 0; i < cap(queue); i++ {
		queue <- message{id: int64(i)}
	}
}
