import type { WaitKind } from '../shared/model/goroutine';
import type { Frame } from '../shared/model/sourceLocation';

/**
 * Wait kinds by the runtime's wait reason (runtime/runtime2.go `waitReasonStrings`, Go 1.19 to 1.27). The set is open:
 * what is not listed is `other`.
 */
const byReason: readonly (readonly [reason: string, kind: WaitKind])[] = [
  ['chan send', 'chan-send'],
  ['chan receive', 'chan-receive'],
  ['select (no cases)', 'select-forever'],
  ['select', 'select'],
  ['sync.Mutex.Lock', 'mutex'],
  ['sync.RWMutex', 'rwmutex'],
  ['sync.WaitGroup.Wait', 'waitgroup'],
  ['sync.Cond.Wait', 'cond'],
  ['semacquire', 'semaphore'],
  ['sleep', 'sleep'],
  ['IO wait', 'io'],
  ['syscall', 'syscall'],
  ['running', 'running'],
  ['runnable', 'running'],
];

/** The class of a goroutine state as goroutine?debug=2 words it. */
export function waitKindOfState(state: string): WaitKind {
  return byReason.find(([reason]) => state.startsWith(reason))?.[1] ?? 'other';
}

/** The one runtime function whose name begins others (`runtime.blockevent`): it has to be met exactly. */
const blockForever = 'runtime.block';

/** Runtime entry points that tell what a parked goroutine waits on, where a profile has stacks but no wait reason. */
const byFunction: readonly (readonly [prefix: string, kind: WaitKind])[] = [
  ['runtime.chansend', 'chan-send'],
  ['runtime.chanrecv', 'chan-receive'],
  ['runtime.selectgo', 'select'],
  ['runtime.semacquire', 'semaphore'],
  ['sync.runtime_Semacquire', 'semaphore'],
  ['internal/sync.runtime_Semacquire', 'semaphore'],
  ['internal/poll.runtime_Semacquire', 'semaphore'],
  ['sync.(*RWMutex).', 'rwmutex'],
  ['internal/sync.(*RWMutex).', 'rwmutex'],
  ['sync.(*Mutex).', 'mutex'],
  ['internal/sync.(*Mutex).', 'mutex'],
  ['sync.(*WaitGroup).Wait', 'waitgroup'],
  ['sync.(*Cond).Wait', 'cond'],
  ['time.Sleep', 'sleep'],
  ['internal/poll.runtime_pollWait', 'io'],
  ['runtime.netpollblock', 'io'],
  ['runtime.cgocall', 'syscall'],
  ['syscall.', 'syscall'],
  ['internal/runtime/syscall', 'syscall'],
  ['runtime/internal/syscall', 'syscall'],
];

/** Frames inside the first one of the program itself: only these can tell the wait reason. */
const runtimePrefixes = ['runtime.', 'runtime/internal/', 'sync.', 'internal/', 'time.Sleep', 'syscall.'];

/**
 * The class of a goroutine from its stack (proto profiles carry no wait reason). A lock is taken through
 * `sync.(*Mutex).Lock → runtime_SemacquireMutex`; RWMutex.Lock takes its inner Mutex, so the outermost `sync` frame decides.
 */
export function waitKindOfStack(frames: readonly Frame[]): WaitKind {
  let kind: WaitKind | null = null;
  let sawPark = false;
  for (const { function: name } of frames) {
    if (!runtimePrefixes.some((prefix) => name.startsWith(prefix))) break;
    sawPark ||= name === 'runtime.gopark' || name === 'runtime.goparkunlock';
    kind = kindOfFunction(name) ?? kind;
  }
  return kind ?? (sawPark ? 'other' : 'running');
}

function kindOfFunction(name: string): WaitKind | null {
  if (name === blockForever) return 'select-forever';
  return byFunction.find(([prefix]) => name.startsWith(prefix))?.[1] ?? null;
}

const waiting: ReadonlySet<WaitKind> = new Set<WaitKind>([
  'chan-send',
  'chan-receive',
  'select',
  'select-forever',
  'mutex',
  'rwmutex',
  'waitgroup',
  'cond',
  'semaphore',
  'sleep',
]);

const locks: ReadonlySet<WaitKind> = new Set<WaitKind>(['mutex', 'rwmutex', 'waitgroup', 'semaphore']);

/** True for the kinds that the runtime waits for through a semaphore. */
export function isLock(kind: WaitKind): boolean {
  return locks.has(kind);
}

/** True for the kinds where a line of the program waits for another line of the program, or for time. */
export function isBlocked(kind: WaitKind): boolean {
  return waiting.has(kind);
}
