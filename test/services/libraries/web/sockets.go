package web

import (
	"net/http"
	"strings"

	coder "github.com/coder/websocket"
	"github.com/gorilla/websocket"

	"leaklens.example/libraries/probe"
)

// feed keeps a WebSocket open until its client closes it.
func feed(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return
		}
	}
}

func feedURL() string { return strings.Replace(plain.URL, "http", "ws", 1) + "/feed" }

func init() {
	probe.Try("gorilla-websocket", leaveSocket, closeSocket)
	probe.Try("coder-websocket", leaveCoderSocket, closeCoderSocket)
}

func leaveSocket() error {
	conn, _, err := websocket.DefaultDialer.Dial(feedURL(), nil) // left: gorilla-websocket
	if err != nil {
		return err
	}
	go func() {
		for {
			if _, _, err := conn.ReadMessage(); err != nil {
				return
			}
		}
	}()
	return nil
}

func closeSocket() error {
	conn, _, err := websocket.DefaultDialer.Dial(feedURL(), nil) // closed: gorilla-websocket
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.WriteMessage(websocket.TextMessage, []byte("hello"))
}

func leaveCoderSocket() error {
	conn, _, err := coder.Dial(probe.Forever, feedURL(), nil) // left: coder-websocket
	if err != nil {
		return err
	}
	ctx := conn.CloseRead(probe.Forever)
	return conn.Write(ctx, coder.MessageText, []byte("hello"))
}

func closeCoderSocket() error {
	conn, _, err := coder.Dial(probe.Forever, feedURL(), nil) // closed: coder-websocket
	if err != nil {
		return err
	}
	defer conn.CloseNow()
	ctx := conn.CloseRead(probe.Forever)
	return conn.Write(ctx, coder.MessageText, []byte("hello"))
}
