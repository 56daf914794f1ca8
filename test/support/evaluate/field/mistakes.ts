// The mistakes that the field services make: a closed list, so that a mark in a service's source cannot mean nothing.

/** What is done wrong, in the person's own code, and the patterns of `leaklens watch` that name it rightly. */
export const mistakes = {
  'transport-per-call': ['not-closed http-transport'],
  'body-not-closed': ['not-closed http-response-body'],
  'stream-abandoned': ['not-closed grpc-stream'],
  'connection-not-closed': [
    'not-closed grpc-connection',
    'not-closed sarama-client',
    'left-open',
    'not-closed gorilla-websocket',
    'not-closed nats-connection',
  ],
  'rows-not-closed': ['not-closed sql-rows'],
  'transaction-not-ended': ['not-closed sql-transaction'],
  'subscription-kept': ['not-closed nats-subscription', 'not-closed redis-pubsub'],
  'watch-not-cancelled': ['not-closed etcd-watch', 'not-closed kubernetes-watch', 'not-closed kubernetes-informer'],
  'logger-per-call': ['not-closed lumberjack-logger'],
  'writer-not-stopped': ['not-closed zap-buffered-writer', 'not-closed logrus-writer'],
  'watcher-not-closed': ['not-closed fsnotify-watcher'],
  'ticker-not-stopped': ['unstopped-ticker', 'not-closed backoff-ticker', 'not-closed time-ticker'],
  'scheduler-not-stopped': ['not-closed cron-scheduler'],
  'cache-not-closed': ['not-closed ristretto-cache', 'not-closed'],
  'reader-not-closed': ['not-closed kafka-go-reader'],
  'pool-not-released': ['not-closed'],
  'tail-not-stopped': ['not-closed'],
  'channel-not-closed': ['range-never-closed', 'not-closed'],
  'send-without-receiver': ['n-senders-one-receiver', 'premature-return', 'left-range'],
  'call-without-timeout': ['call-without-timeout'],
  'cancel-not-called': ['forgotten-cancel'],
  'afterfunc-not-stopped': ['afterfunc-not-stopped'],
  'unbounded-labels': ['unbounded-labels'],
  'meter-not-stopped': ['not-closed go-metrics-meter'],
  'entry-never-deleted': ['entry-never-deleted'],
  'slice-keeps-whole': ['slice-keeps-whole'],
  'timer-not-stopped': ['timer-not-stopped'],
  'pipe-not-closed': ['left-pipe'],
  'lock-not-released': ['missing-unlock'],
  'done-missing': ['missing-done'],
} as const satisfies Record<string, readonly string[]>;

export type Mistake = keyof typeof mistakes;

export function isMistake(value: string): value is Mistake {
  return Object.hasOwn(mistakes, value);
}

/** Whether the pattern of a finding names the mistake: by its own name, or by one that means the same. */
export function namesMistake(pattern: string, mistake: Mistake): boolean {
  return pattern === mistake || (mistakes[mistake] as readonly string[]).includes(pattern);
}
