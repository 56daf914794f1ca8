package main

import "sync"

// A visit is what is known of somebody who is online.
type visit struct {
	since, lastSeen int64
	page            [104]byte
}

var (
	onlineMu sync.Mutex
	online   = make(map[int64]visit)
	lastUser int64
	peak     int // most users the map has ever held
)

// rush logs users in, and all of them out again.
func rush(users int) {
	onlineMu.Lock()
	defer onlineMu.Unlock()
	for i := 0; i < users; i++ {
		lastUser++
		logIn(lastUser)
	}
	if len(online) > peak {
		peak = len(online)
	}
	for id := range online {
		logOut(id)
	}
}

func logIn(id int64) {
	online[id] = visit{since: id, lastSeen: id} // truth: map
}

func logOut(id int64) {
	delete(online, id)
}
