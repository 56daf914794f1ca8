//go:build !linux

package serve

import "time"

// Elsewhere the system does not tell what a thread has used.
func threadCPU() time.Duration  { return 0 }
func processCPU() time.Duration { return 0 }
