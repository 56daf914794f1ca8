// Rooms starts a writer for each WebSocket, and closes its messages when the guest leaves.
package main

import (
	"net/http"

	"github.com/gorilla/websocket"

	"leaklens.example/field/internal/serve"
)

// load: /ws/room 6

var upgrader = websocket.Upgrader{}

func speak(conn *websocket.Conn, messages <-chan string) {
	for text := range messages {
		if conn.WriteMessage(websocket.TextMessage, []byte(text)) != nil {
			return
		}
	}
}

func room(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	messages := make(chan string, 4)
	defer close(messages)
	go speak(conn, messages)
	messages <- "welcome"
	for err == nil {
		_, _, err = conn.ReadMessage()
	}
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/ws/room", room) })
}
