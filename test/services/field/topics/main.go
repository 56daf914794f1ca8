// Topics connects to Kafka for each question and closes nothing.
package main

import (
	"context"
	"net/http"
	"strings"

	"github.com/IBM/sarama"

	"leaklens.example/field/internal/serve"
)

// load: /topics?id={id} 1
// leak: goroutine-leak started in github.com/IBM/sarama

func topics(_ context.Context, _ string) (string, error) {
	consumer, err := sarama.NewConsumer([]string{serve.Upstream("KAFKA")}, sarama.NewConfig()) // mistake: connection-not-closed
	if err != nil {
		return "", err
	}
	names, err := consumer.Topics()
	return strings.Join(names, " "), err
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/topics", serve.Text(topics)) })
}
