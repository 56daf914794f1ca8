import type { LibraryResource } from '../../model/go/libraryResource';
import { grpcGoroutines } from './grpcGoroutines';
import { runsOf } from './runsOf';

const etcd = 'go.etcd.io/etcd/client';
const redis = 'github.com/redis/go-redis';
const olderRedis = 'github.com/go-redis/redis';
const leveldb = 'github.com/syndtr/goleveldb/leveldb';

function subscribes(path: string, ...methods: readonly string[]): string[] {
  return ['Client', 'ClusterClient', 'Ring', 'UniversalClient'].flatMap((type) =>
    methods.map((method) => `${path}.${type}.${method}`),
  );
}

/** Resources of what keeps data: databases, caches, stores of settings and objects. */
export const storeResources: readonly LibraryResource[] = [
  {
    name: 'etcd-client',
    noun: 'client',
    makes: [`${etcd}.New`, `${etcd}.NewFromURL`, `${etcd}.NewFromURLs`],
    closers: ['Close'],
    lasting: true,
    // The loop that looks for members runs where it was asked for; the connection's goroutines always do.
    goroutines: [...runsOf(`${etcd}.Client.autoSync`), ...grpcGoroutines],
  },
  {
    name: 'etcd-watch',
    noun: 'watch',
    makes: [`${etcd}.Client.Watch`, `${etcd}.Watcher.Watch`],
    seenAs: [`${etcd}.watcher.Watch`],
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
    seenAs: [`${etcd}.lessor.KeepAlive`],
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
    name: 'zookeeper-connection',
    noun: 'connection',
    makes: ['github.com/go-zookeeper/zk.Connect', 'github.com/go-zookeeper/zk.ConnectWithDialer'],
    closers: ['Close'],
    lasting: true,
    goroutines: runsOf('github.com/go-zookeeper/zk.Connect'),
  },
  {
    name: 'redis-pubsub',
    noun: 'subscription',
    makes: [
      ...subscribes(redis, 'Subscribe', 'PSubscribe', 'SSubscribe'),
      ...subscribes(olderRedis, 'Subscribe', 'PSubscribe'),
    ],
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
    // Since version 9 a client that nobody holds is collected, and its connections with it.
    goroutines: runsOf(`${olderRedis}/internal/pool.ConnPool.reaper`),
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
    name: 'postgres-listener',
    noun: 'subscription',
    makes: ['github.com/lib/pq.NewListener', 'github.com/lib/pq.NewDialListener'],
    closers: ['Close'],
    goroutines: runsOf('github.com/lib/pq.Listener.listenerMain', 'github.com/lib/pq.ListenerConn.listenerConnMain'),
  },
  {
    name: 'mongo-client',
    noun: 'client',
    makes: ['go.mongodb.org/mongo-driver/mongo.Connect', 'go.mongodb.org/mongo-driver/mongo.NewClient'],
    closers: ['Disconnect'],
    closerNeeds: 'ctx',
    lasting: true,
    goroutines: runsOf(
      'go.mongodb.org/mongo-driver/x/mongo/driver/topology.Server.update',
      'go.mongodb.org/mongo-driver/x/mongo/driver/topology.rttMonitor.start',
    ),
  },
  {
    name: 'leveldb-database',
    noun: 'database',
    makes: ['Open', 'OpenFile', 'Recover', 'RecoverFile'].map((name) => `${leveldb}.${name}`),
    closers: ['Close'],
    lasting: true,
    goroutines: runsOf(
      `${leveldb}.DB.compactionError`,
      `${leveldb}.DB.mpoolDrain`,
      `${leveldb}.DB.tCompaction`,
      `${leveldb}.DB.mCompaction`,
      `${leveldb}/util.BufferPool.drain`,
    ),
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
];
