import { isMachinery } from '../../../shared/base/symbols/goRuntime';
import type { WaitKind } from '../../../shared/model/go/goroutine';
import type { Frame } from '../../../shared/model/sourceLocation';

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

/**
 * The class of a goroutine from its stack (proto profiles carry no wait reason). A lock is taken through
 * `sync.(*Mutex).Lock → runtime_SemacquireMutex`; RWMutex.Lock takes its inner Mutex, so the outermost `sync` frame decides.
 */
export function waitKindOfStack(frames: readonly Frame[]): WaitKind {
  let kind: WaitKind | null = null;
  let sawPark = false;
  for (const { function: name } of frames) {
    // Only the frames inside the first one of the program itself can tell.
    if (!isMachinery(name)) break;
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
