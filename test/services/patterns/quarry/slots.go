package main

// slots are places of which each is taken by one at a time.
type slots chan struct{}

func (s slots) acquire() { s <- struct{}{} } // leak: goroutine-leak
func (s slots) release() { <-s }
