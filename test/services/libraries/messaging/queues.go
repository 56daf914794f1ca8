package messaging

import (
	"bufio"
	"errors"
	"io"
	"net"

	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/eclipse/paho.mqtt.golang/packets"
	"github.com/nsqio/go-nsq"

	"leaklens.example/libraries/probe"
)

var mqttAddress string

func init() {
	probe.Start(func() (err error) {
		mqttAddress, err = probe.Listen(answerMQTT)
		return err
	})
	probe.Try("mqtt-client", leaveMQTT, disconnectMQTT)
	probe.Try("nsq-consumer", leaveNSQ, stopNSQ)
}

// answerMQTT takes whoever connects, and hears the rest.
func answerMQTT(conn net.Conn) {
	reader := bufio.NewReader(conn)
	if _, err := packets.ReadPacket(reader); err != nil {
		return
	}
	packets.NewControlPacket(packets.Connack).Write(conn)
	io.Copy(io.Discard, reader)
}

func leaveMQTT() error {
	client := mqtt.NewClient(mqtt.NewClientOptions().AddBroker("tcp://" + mqttAddress)) // left: mqtt-client
	token := client.Connect()
	token.Wait()
	return token.Error()
}

func disconnectMQTT() error {
	client := mqtt.NewClient(mqtt.NewClientOptions().AddBroker("tcp://" + mqttAddress)) // closed: mqtt-client
	defer client.Disconnect(0)
	token := client.Connect()
	token.Wait()
	return token.Error()
}

func leaveNSQ() error {
	consumer, err := nsq.NewConsumer("orders", "shop", nsq.NewConfig()) // left: nsq-consumer
	if err != nil {
		return err
	}
	consumer.AddHandler(nsq.HandlerFunc(func(*nsq.Message) error { return nil }))
	if consumer.IsStarved() {
		return errors.New("it starves")
	}
	return nil
}

func stopNSQ() error {
	consumer, err := nsq.NewConsumer("orders", "shop", nsq.NewConfig()) // closed: nsq-consumer
	if err != nil {
		return err
	}
	defer consumer.Stop()
	consumer.AddHandler(nsq.HandlerFunc(func(*nsq.Message) error { return nil }))
	if consumer.IsStarved() {
		return errors.New("it starves")
	}
	return nil
}
