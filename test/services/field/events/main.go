// Events opens a Kafka reader for each question, gives up after a moment and does not close it.
package main

import (
	"context"
	"net/http"
	"time"

	"github.com/segmentio/kafka-go"

	"leaklens.example/field/internal/serve"
)

// load: /event?id={id} 2
// leak: goroutine-leak started in github.com/segmentio/kafka-go

func event(ctx context.Context, id string) (string, error) {
	reader := kafka.NewReader(kafka.ReaderConfig{Brokers: []string{"127.0.0.1:9"}, Topic: "events"}) // mistake: reader-not-closed
	ctx, cancel := context.WithTimeout(ctx, 80*time.Millisecond)
	defer cancel()
	message, err := reader.FetchMessage(ctx)
	if err != nil {
		return "nothing new for " + id, nil
	}
	return string(message.Value), nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/event", serve.Text(event)) })
}
