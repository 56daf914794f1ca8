package main

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"sync"
	"time"
)

const cookieName = "tray"

type session struct {
	since  time.Time
	guest  string
	basket [900]struct {
		meal  int64
		count int64
	}
}

type sessions struct{ byToken sync.Map }

func token(n int) string {
	sum := sha256.Sum256([]byte(strconv.Itoa(n)))
	return hex.EncodeToString(sum[:8])
}

func (s *sessions) of(w http.ResponseWriter, r *http.Request) *session {
	if c, err := r.Cookie(cookieName); err == nil {
		if found, ok := s.byToken.Load(c.Value); ok {
			return found.(*session)
		}
	}
	n, _ := strconv.Atoi(r.FormValue("n"))
	fresh := &session{since: time.Now(), guest: "guest " + strconv.Itoa(n)} // leak: heap-growth
	key := token(n)
	s.byToken.Store(key, fresh) // also: heap-growth
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: key})
	return fresh
}

func (s *sessions) leave(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie(cookieName); err == nil {
		s.byToken.Delete(c.Value)
	}
	w.WriteHeader(http.StatusNoContent)
}
