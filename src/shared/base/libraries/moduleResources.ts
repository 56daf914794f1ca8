import type { LibraryResource } from '../../model/go/libraryResource';
import { grpcGoroutines } from './grpcGoroutines';
import { runsOf } from './runsOf';

const grpc = 'google.golang.org/grpc';
const otel = 'go.opentelemetry.io/otel/sdk';
const toolsCache = 'k8s.io/client-go/tools/cache';
const ldap = 'github.com/go-ldap/ldap';
const statsd = 'github.com/DataDog/datadog-go/statsd';
const ssh = 'golang.org/x/crypto/ssh';
const influx = 'github.com/influxdata/influxdb-client-go';

/** Resources of other modules that many programs require. */
export const moduleResources: readonly LibraryResource[] = [
  {
    name: 'grpc-connection',
    noun: 'connection',
    makes: [`${grpc}.NewClient`, `${grpc}.Dial`, `${grpc}.DialContext`],
    closers: ['Close'],
    // Generated stubs hold the connection and are never its owner: `pb.NewGreeterClient(conn)`.
    borrows: ['*.New*Client'],
    lasting: true,
    goroutines: grpcGoroutines,
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
    goroutines: ['github.com/coder/websocket', 'nhooyr.io/websocket'].flatMap((path) =>
      // Older versions have a loop for each connection.
      runsOf(`${path}.Conn.CloseRead`, `${path}.Conn.timeoutLoop`),
    ),
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
    seenAs: [
      `${toolsCache}.sharedIndexInformer.Run`,
      `${toolsCache}.controller.Run`,
      'k8s.io/client-go/informers.sharedInformerFactory.Start',
    ],
    closers: [],
    context: 0,
    goroutines: runsOf(
      `${toolsCache}.sharedIndexInformer.Run`,
      `${toolsCache}.handleAnyWatch`,
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
    name: 'otel-tracer-provider',
    noun: 'provider',
    makes: [`${otel}/trace.NewTracerProvider`, `${otel}/trace.NewBatchSpanProcessor`],
    closers: ['Shutdown'],
    closerNeeds: 'ctx',
    lasting: true,
    goroutines: runsOf(`${otel}/trace.NewBatchSpanProcessor`, `${otel}/trace.batchSpanProcessor.processQueue`),
  },
  {
    name: 'otel-meter-provider',
    noun: 'provider',
    makes: [`${otel}/metric.NewMeterProvider`, `${otel}/metric.NewPeriodicReader`],
    closers: ['Shutdown'],
    closerNeeds: 'ctx',
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
  {
    name: 'gocron-scheduler',
    noun: 'scheduler',
    makes: ['github.com/go-co-op/gocron.NewScheduler'],
    closers: ['Shutdown'],
    lasting: true,
    goroutines: runsOf('github.com/go-co-op/gocron.NewScheduler', 'github.com/go-co-op/gocron.executor.start'),
  },
  {
    name: 'otel-logger-provider',
    noun: 'provider',
    makes: [`${otel}/log.NewLoggerProvider`, `${otel}/log.NewBatchProcessor`],
    closers: ['Shutdown'],
    closerNeeds: 'ctx',
    lasting: true,
    goroutines: runsOf(`${otel}/log.BatchProcessor.process`),
  },
  {
    name: 'statsd-client',
    noun: 'client',
    makes: [`${statsd}.New`, `${statsd}.NewWithWriter`],
    closers: ['Close'],
    lasting: true,
    goroutines: runsOf(
      `${statsd}.sender.sendLoop`,
      `${statsd}.newWithWriter`,
      `${statsd}.aggregator.start`,
      `${statsd}.telemetryClient.run`,
    ),
  },
  {
    name: 'influxdb-client',
    noun: 'client',
    makes: [`${influx}.NewClient`, `${influx}.NewClientWithOptions`],
    closers: ['Close'],
    lasting: true,
    // They begin with the first WriteAPI.
    goroutines: runsOf(`${influx}/api.WriteAPIImpl.bufferProc`, `${influx}/api.WriteAPIImpl.writeProc`),
  },
  {
    name: 'ssh-client',
    noun: 'client',
    makes: [`${ssh}.Dial`, `${ssh}.NewClient`],
    closers: ['Close'],
    goroutines: runsOf(
      `${ssh}.handshakeTransport.readLoop`,
      `${ssh}.handshakeTransport.kexLoop`,
      `${ssh}.mux.loop`,
      `${ssh}.NewClient`,
      `${ssh}.Client.handleGlobalRequests`,
      `${ssh}.Client.handleChannelOpens`,
    ),
  },
  {
    name: 'ldap-connection',
    noun: 'connection',
    makes: [`${ldap}.DialURL`, `${ldap}.Dial`, `${ldap}.DialTLS`],
    closers: ['Close'],
    goroutines: runsOf(`${ldap}.Conn.reader`, `${ldap}.Conn.processMessages`),
  },
  {
    name: 'zstd-decoder',
    noun: 'decoder',
    makes: ['github.com/klauspost/compress/zstd.NewReader'],
    closers: ['Close'],
    goroutines: runsOf('github.com/klauspost/compress/zstd.Decoder.startStreamDecoder'),
  },
];
