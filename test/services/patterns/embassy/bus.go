package main

import "sync"

type event struct {
	country string
	open    bool
}

type bus struct {
	mu       sync.Mutex
	handlers []func(event)
}

func (b *bus) on(handler func(event)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.handlers = append(b.handlers, handler) // also: heap-growth
}

func (b *bus) emit(e event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, handle := range b.handlers {
		handle(e)
	}
}

// form is an empty form of the country, which starts anew when its office opens or closes.
func (b *bus) form(country string) (fields func() int) {
	form := make([]rune, 7000) // leak: heap-growth
	for i := range form {
		form[i] = '_'
	}
	b.on(func(e event) {
		if e.country == country {
			form[0] = '*'
		}
	})
	return func() int { return len(form) }
}
