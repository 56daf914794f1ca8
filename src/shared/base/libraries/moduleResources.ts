import type { LibraryResource } from '../../model/libraryResource';

const grpc = 'google.golang.org/grpc';
const nats = 'github.com/nats-io/nats.go';
const etcd = 'go.etcd.io/etcd/client';
const redis = 'github.com/redis/go-redis';
const olderRedis = 'github.com/go-redis/redis';
const amqp = 'github.com/rabbitmq/amqp091-go';
const otel = 'go.opentelemetry.io/otel/sdk';
const toolsCache = 'k8s.io/client-go/tools/cache';

/** Both names of the Kafka client: it moved from Shopify to IBM. */
function sarama(...names: readonly string[]): string[] {
  return ['github.com/IBM/sarama', 'github.com/Shopify/sarama'].flatMap((path) =>
    names.map((name) => `${path}.${name}`),
  );
}

function runsOf(...names: readonly string[]): LibraryResource['goroutines'] {
  return names.map((runs) => ({ runs }));
}

/** Resources of modules that many programs require. */
export const moduleResources: readonly LibraryResource[] = [
  {
    name: 'grpc-connection',
    noun: 'connection',
    makes: [`${grpc}.NewClient`, `${grpc}.Dial`, `${grpc}.DialContext`],
    closers: ['Close'],
    // Generated stubs hold the connection and are never its owner: `pb.NewGreeterClient(conn)`.
    borrows: ['*.New*Client'],
    lasting: true,
    goroutines: runsOf(
      `${grpc}/internal/grpcsync.CallbackSerializer.run`,
      `${grpc}/internal/transport.http2Client.reader`,
      `${grpc}/internal/transport.http2Client.keepalive`,
      `${grpc}/internal/transport.NewHTTP2Client`,
      `${grpc}/internal/transport.newHTTP2Client`,
      `${grpc}.addrConn.resetTransport`,
      `${grpc}.ccBalancerWrapper.watcher`,
    ),
  },
  {
    name: 'grpc-stream',
    noun: 'stream',
    makes: [`${grpc}.ClientConn.NewStream`],
    closers: [],
    context: 0,
    usedAs: ['Recv', 'RecvMsg', 'CloseSend', 'CloseAndRecv'],
    // It waits for the end of the stream's context, or of the connection (grpc/stream.go, newClientStreamWithParams).
    goroutines: runsOf(`${grpc}.newClientStreamWithParams`, `${grpc}.newClientStream`),
  },
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
    name: 'etcd-client',
    noun: 'client',
    makes: [`${etcd}.New`, `${etcd}.NewFromURL`, `${etcd}.NewFromURLs`],
    closers: ['Close'],
    lasting: true,
    goroutines: runsOf(`${etcd}.Client.autoSync`),
  },
  {
    name: 'etcd-watch',
    noun: 'watch',
    makes: [`${etcd}.Client.Watch`, `${etcd}.Watcher.Watch`],
    closers: [],
    context: 0,
    goroutines: runsOf(
      `${etcd}.watchGRPCStream.run`,
      `${etcd}.watchGRPCStream.serveSubstream`,
      `${etcd}.watchGrpcStream.run`,
      `${etcd}.watchGrpcStream.serveSubstream`,
      `${etcd}.watcher.Watch`,
    ),
  },
  {
    name: 'etcd-lease',
    noun: 'lease',
    makes: [`${etcd}.Client.KeepAlive`, `${etcd}.Lease.KeepAlive`],
    closers: [],
    context: 0,
    goroutines: runsOf(`${etcd}.lessor.keepAliveCtxCloser`, `${etcd}.lessor.KeepAlive`),
  },
  {
    name: 'etcd-session',
    noun: 'session',
    makes: [`${etcd}/concurrency.NewSession`],
    closers: ['Close', 'Orphan'],
    goroutines: runsOf(`${etcd}/concurrency.NewSession`),
  },
  {
    name: 'redis-pubsub',
    noun: 'subscription',
    makes: [redis, olderRedis].flatMap((path) =>
      ['Client', 'ClusterClient', 'Ring', 'UniversalClient'].flatMap((type) =>
        ['Subscribe', 'PSubscribe', 'SSubscribe'].map((method) => `${path}.${type}.${method}`),
      ),
    ),
    closers: ['Close'],
    goroutines: [redis, olderRedis].flatMap((path) =>
      runsOf(`${path}.channel.initMsgChan`, `${path}.channel.initAllChan`, `${path}.channel.initHealthCheck`),
    ),
  },
  {
    name: 'redis-client',
    noun: 'client',
    makes: [redis, olderRedis].flatMap((path) => [
      `${path}.NewClient`,
      `${path}.NewClusterClient`,
      `${path}.NewUniversalClient`,
      `${path}.NewFailoverClient`,
      `${path}.NewRing`,
    ]),
    closers: ['Close'],
    lasting: true,
    goroutines: [redis, olderRedis].flatMap((path) =>
      runsOf(`${path}/internal/pool.ConnPool.reaper`, `${path}/internal/pool.ConnPool.checkMinIdleConns`),
    ),
  },
  {
    name: 'lumberjack-logger',
    noun: 'logger',
    makes: ['gopkg.in/natefinch/lumberjack.Logger{}', 'github.com/natefinch/lumberjack.Logger{}'],
    // Close shuts the file, and leaves the goroutine that compresses old ones (natefinch/lumberjack#56).
    closers: [],
    lasting: true,
    startsWithUse: true,
    goroutines: runsOf(
      'gopkg.in/natefinch/lumberjack.Logger.millRun',
      'github.com/natefinch/lumberjack.Logger.millRun',
    ),
  },
  {
    name: 'zap-buffered-writer',
    noun: 'writer',
    makes: ['go.uber.org/zap/zapcore.BufferedWriteSyncer{}'],
    closers: ['Stop'],
    lasting: true,
    startsWithUse: true,
    goroutines: runsOf('go.uber.org/zap/zapcore.BufferedWriteSyncer.flushLoop'),
  },
  {
    name: 'logrus-writer',
    noun: 'writer',
    makes: [
      'github.com/sirupsen/logrus.Logger.Writer',
      'github.com/sirupsen/logrus.Logger.WriterLevel',
      'github.com/sirupsen/logrus.Entry.Writer',
      'github.com/sirupsen/logrus.Entry.WriterLevel',
    ],
    closers: ['Close'],
    goroutines: runsOf('github.com/sirupsen/logrus.Entry.writerScanner'),
  },
  {
    name: 'fsnotify-watcher',
    noun: 'watch',
    makes: ['github.com/fsnotify/fsnotify.NewWatcher', 'github.com/fsnotify/fsnotify.NewBufferedWatcher'],
    closers: ['Close'],
    goroutines: runsOf(
      'github.com/fsnotify/fsnotify.inotify.readEvents',
      'github.com/fsnotify/fsnotify.Watcher.readEvents',
    ),
  },
  {
    name: 'gorilla-websocket',
    noun: 'connection',
    makes: [
      'github.com/gorilla/websocket.Dialer.Dial',
      'github.com/gorilla/websocket.Dialer.DialContext',
      'github.com/gorilla/websocket.Upgrader.Upgrade',
    ],
    closers: ['Close'],
    goroutines: [],
  },
  {
    name: 'coder-websocket',
    noun: 'connection',
    makes: ['github.com/coder/websocket', 'nhooyr.io/websocket'].flatMap((path) => [`${path}.Dial`, `${path}.Accept`]),
    closers: ['CloseNow', 'Close'],
    goroutines: runsOf('github.com/coder/websocket.Conn.timeoutLoop', 'nhooyr.io/websocket.Conn.timeoutLoop'),
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
    name: 'aws-s3-object',
    noun: 'response-body',
    makes: [
      'github.com/aws/aws-sdk-go-v2/service/s3.Client.GetObject',
      'github.com/aws/aws-sdk-go/service/s3.S3.GetObject',
    ],
    part: 'Body',
    closers: ['Close'],
    drains: ['io.ReadAll', 'io.Copy'],
    goroutines: [{ runs: 'net/http.persistConn.readLoop', waits: ['select'] }],
  },
  {
    name: 'kubernetes-watch',
    noun: 'watch',
    makes: [],
    closers: ['Stop'],
    usedAs: ['ResultChan'],
    goroutines: runsOf('k8s.io/apimachinery/pkg/watch.StreamWatcher.receive'),
  },
  {
    name: 'kubernetes-informer',
    noun: 'watch',
    // It runs until its stop channel is closed, which is most often that of a context.
    makes: [
      `${toolsCache}.SharedInformer.Run`,
      `${toolsCache}.SharedIndexInformer.Run`,
      `${toolsCache}.Controller.Run`,
      `${toolsCache}.Reflector.Run`,
      'k8s.io/client-go/informers.SharedInformerFactory.Start',
    ],
    closers: [],
    context: 0,
    goroutines: runsOf(
      `${toolsCache}.Reflector.ListAndWatch`,
      `${toolsCache}.Reflector.Run`,
      `${toolsCache}.processorListener.pop`,
      `${toolsCache}.processorListener.run`,
      `${toolsCache}.controller.Run`,
    ),
  },
  {
    name: 'backoff-ticker',
    noun: 'ticker',
    makes: ['github.com/cenkalti/backoff.NewTicker', 'github.com/cenkalti/backoff.NewTickerWithTimer'],
    closers: ['Stop'],
    goroutines: runsOf('github.com/cenkalti/backoff.Ticker.run'),
  },
  {
    name: 'expirable-cache',
    noun: 'cache',
    makes: ['github.com/hashicorp/golang-lru/expirable.NewLRU'],
    // Its done channel is closed by nobody (golang-lru/expirable, NewLRU).
    closers: [],
    lasting: true,
    goroutines: runsOf('github.com/hashicorp/golang-lru/expirable.NewLRU'),
  },
  {
    name: 'ristretto-cache',
    noun: 'cache',
    makes: ['github.com/dgraph-io/ristretto.NewCache'],
    closers: ['Close'],
    lasting: true,
    goroutines: runsOf(
      'github.com/dgraph-io/ristretto.Cache.processItems',
      'github.com/dgraph-io/ristretto.defaultPolicy.processItems',
    ),
  },
  {
    name: 'pgx-pool',
    noun: 'pool',
    makes: [
      'github.com/jackc/pgx/pgxpool.New',
      'github.com/jackc/pgx/pgxpool.NewWithConfig',
      'github.com/jackc/pgx/pgxpool.Connect',
    ],
    closers: ['Close'],
    lasting: true,
    goroutines: runsOf(
      'github.com/jackc/pgx/pgxpool.Pool.backgroundHealthCheck',
      'github.com/jackc/pgx/pgxpool.NewWithConfig',
    ),
  },
  {
    name: 'mongo-client',
    noun: 'client',
    makes: ['go.mongodb.org/mongo-driver/mongo.Connect', 'go.mongodb.org/mongo-driver/mongo.NewClient'],
    closers: ['Disconnect'],
    lasting: true,
    goroutines: runsOf(
      'go.mongodb.org/mongo-driver/x/mongo/driver/topology.Server.update',
      'go.mongodb.org/mongo-driver/x/mongo/driver/topology.rttMonitor.start',
    ),
  },
  {
    name: 'otel-tracer-provider',
    noun: 'provider',
    makes: [`${otel}/trace.NewTracerProvider`, `${otel}/trace.NewBatchSpanProcessor`],
    closers: ['Shutdown'],
    lasting: true,
    goroutines: runsOf(`${otel}/trace.NewBatchSpanProcessor`, `${otel}/trace.batchSpanProcessor.processQueue`),
  },
  {
    name: 'otel-meter-provider',
    noun: 'provider',
    makes: [`${otel}/metric.NewMeterProvider`, `${otel}/metric.NewPeriodicReader`],
    closers: ['Shutdown'],
    lasting: true,
    goroutines: runsOf(`${otel}/metric.NewPeriodicReader`, `${otel}/metric.PeriodicReader.run`),
  },
  {
    name: 'go-metrics-meter',
    noun: 'meter',
    makes: ['github.com/rcrowley/go-metrics.NewMeter', 'github.com/rcrowley/go-metrics.NewTimer'],
    closers: ['Stop'],
    goroutines: [],
  },
  {
    name: 'cron-scheduler',
    noun: 'scheduler',
    makes: ['github.com/robfig/cron.Cron.Start'],
    at: 'receiver',
    closers: ['Stop'],
    lasting: true,
    goroutines: runsOf('github.com/robfig/cron.Cron.run'),
  },
];
