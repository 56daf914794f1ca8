package serve

import (
	"encoding/json"
	"net/http"
	"net/http/pprof"
	"runtime"
	"sync/atomic"
	"time"
)

// What pprof has cost so far.
var profileCPU, profileRequests, profileBytes atomic.Int64

type countingWriter struct{ http.ResponseWriter }

func (w countingWriter) Write(p []byte) (int, error) {
	profileBytes.Add(int64(len(p)))
	return w.ResponseWriter.Write(p)
}

// measured counts the CPU time of the thread that answers, which answers nobody else meanwhile.
func measured(answer http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		begin := threadCPU()
		answer(countingWriter{w}, r)
		profileCPU.Add(int64(threadCPU() - begin))
		profileRequests.Add(1)
	}
}

// addProfiles serves pprof as a service does, and at /cost what that has cost in CPU time.
func addProfiles(mux *http.ServeMux) {
	mux.HandleFunc("/debug/pprof/", measured(pprof.Index))
	mux.HandleFunc("/debug/pprof/cmdline", measured(pprof.Cmdline))
	mux.HandleFunc("/debug/pprof/profile", measured(pprof.Profile))
	mux.HandleFunc("/cost", func(w http.ResponseWriter, _ *http.Request) {
		json.NewEncoder(w).Encode(map[string]int64{
			"profileNanos": profileCPU.Load(),
			"requests":     profileRequests.Load(),
			"bytes":        profileBytes.Load(),
			"processNanos": int64(processCPU()),
			"uptimeNanos":  int64(time.Since(started)),
		})
	})
}

var started = time.Now()
