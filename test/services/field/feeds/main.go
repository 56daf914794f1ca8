// Feeds reads a WebSocket for each viewer and never closes it.
package main

import (
	"context"
	"net/http"
	"strings"

	"github.com/gorilla/websocket"

	"leaklens.example/field/internal/serve"
)

// load: /view?id={id} 2
// leak: goroutine-leak in github.com/gorilla/websocket, internal/poll

var newest = make(chan []byte, 1)

func read(feed *websocket.Conn) {
	for {
		_, text, err := feed.ReadMessage() // mistake: connection-not-closed
		if err != nil {
			return
		}
		select {
		case newest <- text:
		default:
		}
	}
}

func view(ctx context.Context, _ string) (string, error) {
	address := "ws" + strings.TrimPrefix(serve.Upstream("HTTP"), "http") + "/feed"
	feed, _, err := websocket.DefaultDialer.DialContext(ctx, address, nil) // mistake: connection-not-closed
	if err != nil {
		return "", err
	}
	go read(feed)
	select {
	case text := <-newest:
		return string(text), nil
	default:
		return "nothing yet", nil
	}
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/view", serve.Text(view)) })
}
