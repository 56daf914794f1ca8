package messaging

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/IBM/sarama"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"

	"leaklens.example/libraries/probe"
)

var (
	brokers []string
	orders  sarama.Consumer
	taken   atomic.Int32
)

// partitions of the topic: each can be consumed once at a time.
const partitions = 2 * probe.Times

func nextPartition() int32 { return taken.Add(1) - 1 }

// quiet hears what the broker would tell a test.
type quiet struct{}

func (quiet) Error(...any)          {}
func (quiet) Errorf(string, ...any) {}
func (quiet) Fatal(...any)          {}
func (quiet) Fatalf(string, ...any) {}
func (quiet) Helper()               {}

// startKafka begins a broker with one topic, in which there is nothing.
func startKafka() (err error) {
	broker := sarama.NewMockBroker(quiet{}, 1)
	metadata := sarama.NewMockMetadataResponse(quiet{}).SetBroker(broker.Addr(), broker.BrokerID())
	offsets := sarama.NewMockOffsetResponse(quiet{})
	for partition := range int32(partitions) {
		metadata.SetLeader("orders", partition, broker.BrokerID())
		offsets.SetOffset("orders", partition, sarama.OffsetOldest, 0).SetOffset("orders", partition, sarama.OffsetNewest, 0)
	}
	known := []sarama.ApiVersionsResponseKey{
		{ApiKey: 1, MaxVersion: 4}, {ApiKey: 2, MaxVersion: 1}, {ApiKey: 3, MaxVersion: 7}, {ApiKey: 18, MaxVersion: 3},
	}
	broker.SetHandlerByMap(map[string]sarama.MockResponse{
		"ApiVersionsRequest": sarama.NewMockApiVersionsResponse(quiet{}).SetApiKeys(known),
		"MetadataRequest":    metadata,
		"OffsetRequest":      offsets,
		"FetchRequest":       sarama.NewMockFetchResponse(quiet{}, 1),
	})
	brokers = []string{broker.Addr()}
	orders, err = sarama.NewConsumer(brokers, sarama.NewConfig())
	return err
}

func init() {
	probe.Start(startKafka)
	probe.Try("sarama-client", leaveConsumer, closeConsumer)
	probe.Try("sarama-producer", leaveProducer, closeProducer)
	probe.Try("sarama-partition-consumer", leavePartition, closePartition)
	probe.Try("kafka-go-reader", leaveReader, closeReader)
	probe.Try("franz-go-client", leaveFranz, closeFranz)
}

func leaveConsumer() error {
	consumer, err := sarama.NewConsumer(brokers, sarama.NewConfig()) // left: sarama-client
	if err != nil {
		return err
	}
	_, err = consumer.Topics()
	return err
}

func closeConsumer() error {
	consumer, err := sarama.NewConsumer(brokers, sarama.NewConfig()) // closed: sarama-client
	if err != nil {
		return err
	}
	defer consumer.Close()
	_, err = consumer.Topics()
	return err
}

func leaveProducer() error {
	producer, err := sarama.NewAsyncProducer(brokers, sarama.NewConfig()) // left: sarama-producer
	if err != nil {
		return err
	}
	select {
	case failed := <-producer.Errors():
		return failed.Err
	default:
		return nil
	}
}

func closeProducer() error {
	producer, err := sarama.NewAsyncProducer(brokers, sarama.NewConfig()) // closed: sarama-producer
	if err != nil {
		return err
	}
	defer producer.Close()
	select {
	case failed := <-producer.Errors():
		return failed.Err
	default:
		return nil
	}
}

func leavePartition() error {
	partition, err := orders.ConsumePartition("orders", nextPartition(), sarama.OffsetNewest) // left: sarama-partition-consumer
	if err != nil {
		return err
	}
	select {
	case failed := <-partition.Errors():
		return failed.Err
	default:
		return nil
	}
}

func closePartition() error {
	partition, err := orders.ConsumePartition("orders", nextPartition(), sarama.OffsetNewest) // closed: sarama-partition-consumer
	if err != nil {
		return err
	}
	defer partition.Close()
	select {
	case failed := <-partition.Errors():
		return failed.Err
	default:
		return nil
	}
}

func ask(reader *kafka.Reader) error {
	ctx, cancel := context.WithTimeout(probe.Forever, 50*time.Millisecond)
	defer cancel()
	if _, err := reader.FetchMessage(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

func leaveReader() error {
	reader := kafka.NewReader(kafka.ReaderConfig{Brokers: []string{probe.Nobody}, Topic: "orders"}) // left: kafka-go-reader
	return ask(reader)
}

func closeReader() error {
	reader := kafka.NewReader(kafka.ReaderConfig{Brokers: []string{probe.Nobody}, Topic: "orders"}) // closed: kafka-go-reader
	defer reader.Close()
	return ask(reader)
}

func leaveFranz() error {
	client, err := kgo.NewClient(kgo.SeedBrokers(probe.Nobody)) // left: franz-go-client
	if err != nil {
		return err
	}
	client.GetConsumeTopics()
	return nil
}

func closeFranz() error {
	client, err := kgo.NewClient(kgo.SeedBrokers(probe.Nobody)) // closed: franz-go-client
	if err != nil {
		return err
	}
	defer client.Close()
	client.GetConsumeTopics()
	return nil
}
