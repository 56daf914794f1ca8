// Package crew runs tasks at the same time.
package crew

import "sync"

// A Crew is done when all its tasks are, or one has failed.
type Crew struct {
	tasks  sync.WaitGroup
	once   sync.Once
	failed chan struct{}
	err    error
}

func New() *Crew { return &Crew{failed: make(chan struct{})} }

func (c *Crew) Go(task func() error) {
	c.tasks.Add(1)
	go func() { // spawn
		defer c.tasks.Done()
		if err := task(); err != nil {
			c.once.Do(func() {
				c.err = err
				close(c.failed)
			})
		}
	}()
}

// Failed is closed when a task has failed.
func (c *Crew) Failed() <-chan struct{} { return c.failed }

// Err is for after Failed.
func (c *Crew) Err() error { return c.err }
