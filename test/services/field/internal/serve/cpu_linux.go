package serve

import (
	"syscall"
	"time"
)

func usage(who int) time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(who, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func threadCPU() time.Duration  { return usage(syscall.RUSAGE_THREAD) }
func processCPU() time.Duration { return usage(syscall.RUSAGE_SELF) }
