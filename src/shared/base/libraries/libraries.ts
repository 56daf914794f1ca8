import type { WaitKind } from '../../model/go/goroutine';
import type { LibraryResource } from '../../model/go/libraryResource';
import { messagingResources } from './messagingResources';
import { moduleResources } from './moduleResources';
import { isWithin, packageOfExported, packageOfSymbol } from './plainSymbol';
import { standardResources } from './standardResources';
import { storeResources } from './storeResources';

/** Everything that the table knows. */
export const libraryResources: readonly LibraryResource[] = [
  ...standardResources,
  ...moduleResources,
  ...storeResources,
  ...messagingResources,
];

/** Types of what calls and variables of other packages give, where a method of theirs makes a resource. `plainSymbol`s. */
export const externalTypes: Readonly<Record<string, string>> = {
  'net/http.DefaultClient': 'net/http.Client',
  'net/http.DefaultTransport': 'net/http.RoundTripper',
  'net/http/httptest.Server.Client': 'net/http.Client',
  'database/sql.Open': 'database/sql.DB',
  'database/sql.OpenDB': 'database/sql.DB',
  'database/sql.DB.Begin': 'database/sql.Tx',
  'database/sql.DB.BeginTx': 'database/sql.Tx',
  'database/sql.Conn.BeginTx': 'database/sql.Tx',
  'database/sql.DB.Conn': 'database/sql.Conn',
  'database/sql.DB.Prepare': 'database/sql.Stmt',
  'database/sql.DB.PrepareContext': 'database/sql.Stmt',
  'database/sql.Tx.Prepare': 'database/sql.Stmt',
  'database/sql.Tx.PrepareContext': 'database/sql.Stmt',
  'github.com/jmoiron/sqlx.Open': 'github.com/jmoiron/sqlx.DB',
  'github.com/jmoiron/sqlx.Connect': 'github.com/jmoiron/sqlx.DB',
  'os/exec.Command': 'os/exec.Cmd',
  'os/exec.CommandContext': 'os/exec.Cmd',
  'github.com/nats-io/nats.go.Connect': 'github.com/nats-io/nats.go.Conn',
  'github.com/nats-io/nats.go.Conn.JetStream': 'github.com/nats-io/nats.go.JetStreamContext',
  'go.etcd.io/etcd/client.New': 'go.etcd.io/etcd/client.Client',
  'go.etcd.io/etcd/client.NewWatcher': 'go.etcd.io/etcd/client.Watcher',
  'go.etcd.io/etcd/client.NewLease': 'go.etcd.io/etcd/client.Lease',
  'github.com/redis/go-redis.NewClient': 'github.com/redis/go-redis.Client',
  'github.com/redis/go-redis.NewClusterClient': 'github.com/redis/go-redis.ClusterClient',
  'github.com/redis/go-redis.NewUniversalClient': 'github.com/redis/go-redis.UniversalClient',
  'github.com/go-redis/redis.NewClient': 'github.com/go-redis/redis.Client',
  'github.com/sirupsen/logrus.New': 'github.com/sirupsen/logrus.Logger',
  'github.com/sirupsen/logrus.StandardLogger': 'github.com/sirupsen/logrus.Logger',
  'github.com/sirupsen/logrus.WithField': 'github.com/sirupsen/logrus.Entry',
  'github.com/sirupsen/logrus.WithFields': 'github.com/sirupsen/logrus.Entry',
  'github.com/gorilla/websocket.DefaultDialer': 'github.com/gorilla/websocket.Dialer',
  'github.com/IBM/sarama.NewConsumer': 'github.com/IBM/sarama.Consumer',
  'github.com/Shopify/sarama.NewConsumer': 'github.com/Shopify/sarama.Consumer',
  'github.com/rabbitmq/amqp091-go.Dial': 'github.com/rabbitmq/amqp091-go.Connection',
  'github.com/aws/aws-sdk-go-v2/service/s3.NewFromConfig': 'github.com/aws/aws-sdk-go-v2/service/s3.Client',
  'github.com/aws/aws-sdk-go-v2/service/s3.New': 'github.com/aws/aws-sdk-go-v2/service/s3.Client',
  'github.com/aws/aws-sdk-go/service/s3.New': 'github.com/aws/aws-sdk-go/service/s3.S3',
  'github.com/robfig/cron.New': 'github.com/robfig/cron.Cron',
  'k8s.io/client-go/tools/cache.NewSharedInformer': 'k8s.io/client-go/tools/cache.SharedInformer',
  'k8s.io/client-go/tools/cache.NewSharedIndexInformer': 'k8s.io/client-go/tools/cache.SharedIndexInformer',
  'k8s.io/client-go/tools/cache.NewReflector': 'k8s.io/client-go/tools/cache.Reflector',
  'k8s.io/client-go/informers.NewSharedInformerFactory': 'k8s.io/client-go/informers.SharedInformerFactory',
  'github.com/hashicorp/go-retryablehttp.NewClient': 'github.com/hashicorp/go-retryablehttp.Client',
};

/** The resources whose goroutines wait so. @param symbols plain names of functions in their stacks */
export function resourcesBehind(symbols: readonly string[], kind: WaitKind): readonly LibraryResource[] {
  return libraryResources.filter(({ goroutines }) =>
    goroutines.some(
      ({ runs, waits }) =>
        (waits === undefined || waits.includes(kind)) && symbols.some((symbol) => isWithin(symbol, runs)),
    ),
  );
}

/**
 * The resources of a module's package, where the table does not know which of its goroutines are theirs: newer versions name them
 * otherwise. Servers have goroutines that no client opened.
 * @param symbols as binaries have them
 */
export function resourcesOfPackages(symbols: readonly string[]): readonly LibraryResource[] {
  const packages = new Set(symbols.filter((symbol) => !/server|listener/i.test(symbol)).map(packageOfSymbol));
  return libraryResources.filter(
    ({ makes, goroutines }) =>
      goroutines.length > 0 &&
      makes.some((name) => {
        const path = packageOfExported(name.replace('{}', ''));
        return path.includes('.') && packages.has(path);
      }),
  );
}
