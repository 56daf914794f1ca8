package main

// The switches: without the collector nobody reads ag.w any more.

func (ag *agent) name() string { return "sentinel" }

func (ag *agent) start() {
	ag.paused.Store(false)
	if ag.quit != nil {
		close(ag.quit)
		ag.quit = nil
	}
}

func (ag *agent) stop() {
	// With the collector still away, only a pause of the checks keeps their number.
	ag.paused.Store(ag.quit == nil)
}

func (ag *agent) fix() {
	ag.paused.Store(false)
	if ag.quit == nil {
		ag.quit = make(chan struct{})
		go ag.collect(ag.quit)
	}
}

func (ag *agent) leaked() (goroutines int, bytes int64) {
	return int(ag.waiting.Load()), 0
}

func (ag *agent) sites() []site {
	return []site{
		{Role: "blocked", Kind: "goroutine-leak", Function: "main.(*agent).check", marker: "blocked"},
		{Role: "spawn", Kind: "goroutine-leak", Function: "main.(*agent).round", marker: "spawn"},
	}
}
