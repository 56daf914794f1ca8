package main

func emit[T any](items []T) <-chan T {
	out := make(chan T)
	go func() { // spawn
		defer close(out)
		for _, item := range items {
			out <- item // also: goroutine-leak
		}
	}()
	return out
}

func apply[A, B any](in <-chan A, f func(A) B) <-chan B {
	out := make(chan B)
	go func() { // spawn
		defer close(out)
		for a := range in {
			out <- f(a) // leak: goroutine-leak
		}
	}()
	return out
}

func find[T any](in <-chan T, wanted func(T) bool) (found T, ok bool) {
	for item := range in {
		if wanted(item) {
			return item, true
		}
	}
	return found, false
}

func count[T any](in <-chan T) (n int) {
	for range in {
		n++
	}
	return n
}
