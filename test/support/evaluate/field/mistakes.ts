// The mistakes that the field services make: a closed list, so that a mark in a service's source cannot mean nothing.

/** What is done wrong, in the person's own code, and the patterns of `leaklens watch` that name it rightly. */
export const mistakes = {
  'transport-per-call': ['transport-per-call'],
  'body-not-closed': ['body-not-closed'],
  'stream-abandoned': ['stream-abandoned'],
  'connection-not-closed': ['connection-not-closed'],
  'rows-not-closed': ['rows-not-closed'],
  'transaction-not-ended': ['transaction-not-ended'],
  'subscription-kept': ['subscription-kept'],
  'watch-not-cancelled': ['watch-not-cancelled'],
  'logger-per-call': ['logger-per-call'],
  'writer-not-stopped': ['writer-not-stopped'],
  'watcher-not-closed': ['watcher-not-closed'],
  'ticker-not-stopped': ['unstopped-ticker'],
  'scheduler-not-stopped': ['scheduler-not-stopped'],
  'cache-not-closed': ['cache-not-closed'],
  'reader-not-closed': ['reader-not-closed'],
  'pool-not-released': ['pool-not-released'],
  'tail-not-stopped': ['tail-not-stopped'],
  'channel-not-closed': ['range-never-closed'],
  'send-without-receiver': ['n-senders-one-receiver', 'premature-return'],
  'call-without-timeout': ['call-without-timeout'],
  'cancel-not-called': ['forgotten-cancel'],
  'afterfunc-not-stopped': ['afterfunc-not-stopped'],
  'unbounded-labels': ['unbounded-labels'],
  'meter-not-stopped': ['meter-not-stopped'],
  'entry-never-deleted': ['entry-never-deleted'],
  'slice-keeps-whole': ['slice-keeps-whole'],
  'timer-not-stopped': ['timer-not-stopped'],
  'pipe-not-closed': ['pipe-not-closed'],
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
