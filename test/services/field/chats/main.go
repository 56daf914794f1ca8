// Chats starts a writer for each WebSocket, which ranges over messages that end with nobody's leaving.
package main

import (
	"net/http"

	"github.com/gorilla/websocket"

	"leaklens.example/field/internal/serve"
)

// load: /ws/chat 3
// leak: goroutine-leak

var upgrader = websocket.Upgrader{}

func speak(conn *websocket.Conn, messages <-chan string) {
	for text := range messages { // mistake: channel-not-closed
		if conn.WriteMessage(websocket.TextMessage, []byte(text)) != nil {
			return
		}
	}
}

func chat(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	messages := make(chan string, 4)
	go speak(conn, messages)
	messages <- "welcome"
	for err == nil {
		_, _, err = conn.ReadMessage()
	}
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/ws/chat", chat) })
}
