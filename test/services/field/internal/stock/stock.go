// Package stock is large: beside this file stand as many more, of goods, as a package of a grown repository has. They are
// written when the services are built.
package stock

// A Pool is a fixed number of workers.
type Pool struct{ jobs chan func() }

// Open starts the workers, who stay.
func Open(workers int) *Pool {
	p := &Pool{jobs: make(chan func(), 64)}
	for range workers {
		go p.work()
	}
	return p
}

// Do has a worker do the job, and waits for it.
func (p *Pool) Do(job func()) {
	done := make(chan struct{})
	p.jobs <- func() {
		defer close(done)
		job()
	}
	<-done
}

func (p *Pool) work() {
	for job := range p.jobs {
		job()
	}
}
