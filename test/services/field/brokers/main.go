// Brokers connects to Kafka for each question, and closes the connection.
package main

import (
	"context"
	"net/http"
	"strings"

	"github.com/IBM/sarama"

	"leaklens.example/field/internal/serve"
)

// load: /brokers?id={id} 2

func brokers(_ context.Context, _ string) (string, error) {
	consumer, err := sarama.NewConsumer([]string{serve.Upstream("KAFKA")}, sarama.NewConfig())
	if err != nil {
		return "", err
	}
	defer consumer.Close()
	names, err := consumer.Topics()
	return strings.Join(names, " "), err
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/brokers", serve.Text(brokers)) })
}
