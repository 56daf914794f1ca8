/** Rules for goroutine counts, beyond those for any count (`analyse/numbers/countRules.ts`). */
export const goroutineRules = {
  /** Polls that say anything about a shape. */
  leastPolls: 5,
  /** Times it must have risen for good: two or three steps are a pool that was resized. */
  leastRises: 4,
  /** The same where the source shows the mistake: the growth only has to confirm it. */
  leastRisesWithPattern: 2,
  /** A count that stands still in sum, and falls by this share of itself meanwhile, is one of goroutines that come and leave. */
  leavesShare: 0.1,
  /** A line whose count fell by this share of its growth before it began to grow fills and drains: a queue, a tide. */
  everShare: 0.5,
  /** The growth itself must cover this part of the least watch: what came before may be flat. */
  growingShare: 0.8,
  /** With a way out in the source, only growth that lasts so long (ms) without one goroutine leaving is probable. */
  despiteWayOutMillis: 50_000,
  despiteWayOutGoroutines: 20,
  /** Of a crowd that was there before and whose source shows a way out, the growth below which it is a crowd as before. */
  despiteWayOutShare: 0.5,
  /** Goroutines that wait in two dumps so far apart (ms) are no passers-by. */
  stayMillis: 8000,
  /** Fewer tell nothing. */
  leastStayers: 4,
  /** Of those that stayed by the count, the share that must be the same by their numbers … */
  sameShare: 0.75,
  /** … and the share below which it is others that wait now. A pool's workers go through several lines, and lie between. */
  someShare: 0.4,
  /** Connections that grow by this share of the goroutines' growth carry them: load, not a leak. */
  companionShare: 0.7,
  /** Correlation from which two series move as one. */
  together: 0.9,
  /** Rise of the allocation rate, first third to last, from which load counts as rising. */
  loadRise: 0.3,
  /** Waiting for input is how a server serves: growth of it is worth a word only after so long (ms). */
  ioWatchMillis: 5 * 60_000,
  /** From this watch on (ms) goroutines younger than the watch betray turnover: the runtime counts whole minutes from a collection on. */
  ageTellsMillis: 5 * 60_000,
  /** What the runtime's minutes may lack: two to the first collection that sees the wait, one for rounding. */
  ageSlackMinutes: 3,
} as const;

/** Rules for goroutines that were there before anybody watched and do not grow (the criterion of LeakProf, arXiv 2312.12002). */
export const standingRules = {
  /** LeakProf's number for a fleet of services. */
  manyGoroutines: 10_000,
  /** For one process: no pool of senders or lock waiters is so large in health. */
  someGoroutines: 1000,
  /** With an age: so few that wait to send or for a lock for so many minutes, each of them. */
  fewGoroutines: 10,
  leastMinutes: 2,
  /** Share of all waiting goroutines. */
  concentration: 0.5,
} as const;
