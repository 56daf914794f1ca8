package messaging

import (
	"bufio"
	"encoding/binary"
	"io"
	"net"

	amqp "github.com/rabbitmq/amqp091-go"

	"leaklens.example/libraries/probe"
)

var (
	amqpURL string
	// What a connection reads starts the goroutines of its consumers: those that stay are another connection's than those that end.
	parcels, letters *amqp.Connection
)

func init() {
	probe.Start(func() error {
		address, err := probe.Listen(answerAMQP)
		if err != nil {
			return err
		}
		amqpURL = "amqp://guest:guest@" + address
		err = probe.As("amqp-channel", "left", func() (err error) {
			parcels, err = amqp.Dial(amqpURL)
			return err
		})
		if err != nil {
			return err
		}
		return probe.As("amqp-channel", "closed", func() (err error) {
			letters, err = amqp.Dial(amqpURL)
			return err
		})
	})
	probe.Try("amqp-connection", leaveAMQP, closeAMQP)
	probe.Try("amqp-channel", leaveChannel, closeChannel)
}

func leaveAMQP() error {
	conn, err := amqp.Dial(amqpURL) // left: amqp-connection
	if err != nil {
		return err
	}
	if conn.IsClosed() {
		return amqp.ErrClosed
	}
	return nil
}

func closeAMQP() error {
	conn, err := amqp.Dial(amqpURL) // closed: amqp-connection
	if err != nil {
		return err
	}
	defer conn.Close()
	if conn.IsClosed() {
		return amqp.ErrClosed
	}
	return nil
}

func leaveChannel() error {
	channel, err := parcels.Channel() // left: amqp-channel
	if err != nil {
		return err
	}
	_, err = channel.Consume("orders", "", true, false, false, false, nil)
	return err
}

func closeChannel() error {
	channel, err := letters.Channel() // closed: amqp-channel
	if err != nil {
		return err
	}
	defer channel.Close()
	_, err = channel.Consume("orders", "", true, false, false, false, nil)
	return err
}

// answers to the methods of a client, by class and method: open, close, channel.open, channel.close and basic.consume.
var answers = map[[2]uint16][]byte{
	{10, 40}: {0, 10, 0, 41, 0},
	{10, 50}: {0, 10, 0, 51},
	{20, 10}: {0, 20, 0, 11, 0, 0, 0, 0},
	{20, 40}: {0, 20, 0, 41},
	{60, 20}: {0, 60, 0, 21, 0},
}

// answerAMQP speaks as much of AMQP 0-9-1 as opens connections, channels and consumers, and closes them.
func answerAMQP(conn net.Conn) {
	reader := bufio.NewReader(conn)
	if _, err := reader.Discard(len("AMQP\x00\x00\x09\x01")); err != nil {
		return
	}
	send(conn, 0, append([]byte{0, 10, 0, 10, 0, 9, 0, 0, 0, 0}, "\x00\x00\x00\x05PLAIN\x00\x00\x00\x05en_US"...))
	for {
		var head [7]byte
		if _, err := io.ReadFull(reader, head[:]); err != nil {
			return
		}
		body := make([]byte, binary.BigEndian.Uint32(head[3:])+1)
		if _, err := io.ReadFull(reader, body); err != nil {
			return
		}
		// 8 is a heartbeat.
		if head[0] == 8 {
			continue
		}
		method := [2]uint16{binary.BigEndian.Uint16(body), binary.BigEndian.Uint16(body[2:])}
		channel := binary.BigEndian.Uint16(head[1:])
		if method == [2]uint16{10, 11} {
			send(conn, 0, []byte{0, 10, 0, 30, 0, 0, 0, 0, 0, 0, 0, 10})
		} else if answer, known := answers[method]; known {
			send(conn, channel, answer)
		}
	}
}

func send(conn net.Conn, channel uint16, method []byte) {
	frame := binary.BigEndian.AppendUint16([]byte{1}, channel)
	frame = binary.BigEndian.AppendUint32(frame, uint32(len(method)))
	conn.Write(append(append(frame, method...), 0xce))
}
