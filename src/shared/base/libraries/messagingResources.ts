import type { LibraryResource } from '../../model/go/libraryResource';
import { runsOf } from './runsOf';

const nats = 'github.com/nats-io/nats.go';
const amqp = 'github.com/rabbitmq/amqp091-go';
const mqtt = 'github.com/eclipse/paho.mqtt.golang';
const kgo = 'github.com/twmb/franz-go/pkg/kgo';

/** Both names of the Kafka client: it moved from Shopify to IBM. */
function sarama(...names: readonly string[]): string[] {
  return ['github.com/IBM/sarama', 'github.com/Shopify/sarama'].flatMap((path) =>
    names.map((name) => `${path}.${name}`),
  );
}

/** Resources of brokers' clients. */
export const messagingResources: readonly LibraryResource[] = [
  {
    name: 'nats-connection',
    noun: 'connection',
    makes: [`${nats}.Connect`, `${nats}.Options.Connect`],
    closers: ['Close', 'Drain'],
    lasting: true,
    goroutines: runsOf(
      `${nats}.Conn.readLoop`,
      `${nats}.Conn.flusher`,
      `${nats}.Conn.doReconnect`,
      `${nats}.asyncCallbacksHandler.asyncCBDispatcher`,
    ),
  },
  {
    name: 'nats-subscription',
    noun: 'subscription',
    makes: [
      `${nats}.Conn.Subscribe`,
      `${nats}.Conn.QueueSubscribe`,
      `${nats}.JetStreamContext.Subscribe`,
      `${nats}.JetStreamContext.QueueSubscribe`,
      `${nats}.Conn.SubscribeSync`,
      `${nats}.Conn.ChanSubscribe`,
    ],
    closers: ['Unsubscribe', 'Drain'],
    goroutines: runsOf(`${nats}.Conn.waitForMsgs`),
  },
  {
    name: 'sarama-producer',
    noun: 'producer',
    makes: sarama('NewAsyncProducer', 'NewSyncProducer', 'NewAsyncProducerFromClient', 'NewSyncProducerFromClient'),
    closers: ['Close', 'AsyncClose'],
    lasting: true,
    goroutines: runsOf(
      ...sarama('asyncProducer.dispatcher', 'asyncProducer.retryHandler', 'syncProducer.handleSuccesses'),
    ),
  },
  {
    name: 'sarama-partition-consumer',
    noun: 'consumer',
    makes: sarama('Consumer.ConsumePartition'),
    seenAs: sarama('consumer.ConsumePartition'),
    closers: ['Close', 'AsyncClose'],
    goroutines: runsOf(...sarama('partitionConsumer.dispatcher', 'partitionConsumer.responseFeeder')),
  },
  {
    name: 'sarama-client',
    noun: 'client',
    makes: sarama('NewClient', 'NewConsumer', 'NewConsumerGroup', 'NewClusterAdmin'),
    closers: ['Close'],
    lasting: true,
    goroutines: runsOf(...sarama('client.backgroundMetadataUpdater', 'Broker.responseReceiver')),
  },
  {
    name: 'kafka-go-reader',
    noun: 'consumer',
    makes: ['github.com/segmentio/kafka-go.NewReader'],
    closers: ['Close'],
    goroutines: runsOf(
      'github.com/segmentio/kafka-go.Reader.run',
      'github.com/segmentio/kafka-go.Reader.readLag',
      'github.com/segmentio/kafka-go.Reader.start',
      'github.com/segmentio/kafka-go.reader.run',
    ),
  },
  {
    name: 'franz-go-client',
    noun: 'client',
    makes: [`${kgo}.NewClient`],
    closers: ['Close', 'CloseAllowingRebalance'],
    lasting: true,
    goroutines: runsOf(
      `${kgo}.Client.updateMetadataLoop`,
      `${kgo}.Client.reapConnectionsLoop`,
      `${kgo}.Client.pushMetrics`,
    ),
  },
  {
    name: 'amqp-connection',
    noun: 'connection',
    makes: [`${amqp}.Dial`, `${amqp}.DialConfig`, `${amqp}.DialTLS`],
    closers: ['Close'],
    lasting: true,
    goroutines: runsOf(`${amqp}.Connection.reader`, `${amqp}.Connection.heartbeater`),
  },
  {
    name: 'amqp-channel',
    noun: 'connection',
    makes: [`${amqp}.Connection.Channel`],
    closers: ['Close'],
    goroutines: runsOf(`${amqp}.consumers.buffer`),
  },
  {
    name: 'nsq-consumer',
    noun: 'consumer',
    makes: ['github.com/nsqio/go-nsq.NewConsumer'],
    closers: ['Stop'],
    goroutines: runsOf('github.com/nsqio/go-nsq.Consumer.rdyLoop', 'github.com/nsqio/go-nsq.Consumer.handlerLoop'),
  },
  {
    name: 'mqtt-client',
    noun: 'client',
    makes: [`${mqtt}.NewClient`],
    closers: ['Disconnect'],
    closerNeeds: '250',
    lasting: true,
    // They begin with Connect.
    goroutines: runsOf(
      `${mqtt}.keepalive`,
      `${mqtt}.client.startCommsWorkers`,
      `${mqtt}.router.matchAndDispatch`,
      `${mqtt}.startComms`,
      `${mqtt}.startIncoming`,
      `${mqtt}.startIncomingComms`,
      `${mqtt}.startOutgoingComms`,
    ),
  },
];
