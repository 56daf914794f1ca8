// Package messaging connects to brokers.
package messaging

import (
	"errors"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"leaklens.example/libraries/probe"
)

var (
	natsURL string
	prices  *nats.Conn
)

func startNATS() error {
	embedded, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoSigs: true})
	if err != nil {
		return err
	}
	embedded.Start()
	if !embedded.ReadyForConnections(10 * time.Second) {
		return errors.New("it is not ready for connections")
	}
	natsURL = embedded.ClientURL()
	prices, err = nats.Connect(natsURL, nats.Timeout(time.Minute))
	return err
}

func init() {
	probe.Start(startNATS)
	probe.Try("nats-connection", leaveNATS, closeNATS)
	probe.Try("nats-subscription", leaveSubscription, unsubscribe)
}

func leaveNATS() error {
	conn, err := nats.Connect(natsURL, nats.Timeout(time.Minute)) // left: nats-connection
	if err != nil {
		return err
	}
	return conn.Publish("prices", nil)
}

func closeNATS() error {
	conn, err := nats.Connect(natsURL, nats.Timeout(time.Minute)) // closed: nats-connection
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Publish("prices", nil)
}

func leaveSubscription() error {
	subscription, err := prices.Subscribe("prices", func(*nats.Msg) {}) // left: nats-subscription
	if err != nil {
		return err
	}
	_, _, err = subscription.Pending()
	return err
}

func unsubscribe() error {
	subscription, err := prices.Subscribe("prices", func(*nats.Msg) {}) // closed: nats-subscription
	if err != nil {
		return err
	}
	defer subscription.Unsubscribe()
	_, _, err = subscription.Pending()
	return err
}
