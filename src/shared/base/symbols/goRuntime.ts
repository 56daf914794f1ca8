import type { WaitKind } from '../../model/go/goroutine';

/** What Go's runtime says, and which frames are its own. Each of these truths stands here alone. */

/**
 * The runtime's wait reasons and statuses as stacks word them, or how they begin (runtime/runtime2.go `waitReasonStrings`, Go 1.19 to
 * 1.27), and their class. The first that fits decides; the first of a class is what is said where only the class is known. The
 * set is open.
 */
const waitReasons: readonly (readonly [reason: string, kind: WaitKind])[] = [
  ['chan send', 'chan-send'],
  ['chan receive', 'chan-receive'],
  ['select (no cases)', 'select-forever'],
  ['select', 'select'],
  ['sync.Mutex.Lock', 'mutex'],
  // For Lock and RLock, which a stack does not always tell apart.
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

/** The class of a goroutine's state as goroutine?debug=2 words it. */
export function waitKindOfState(state: string): WaitKind {
  return waitReasons.find(([reason]) => state.startsWith(reason))?.[1] ?? 'other';
}

/**
 * The runtime's own words for a class, which stay English in any language: `chan send`. Empty where a stack does not tell: what is not
 * parked may run, be runnable, or be in a system call of the runtime's.
 */
export function usualState(kind: string): string {
  return kind === 'running' ? '' : (waitReasons.find(([, other]) => other === kind)?.[0] ?? '');
}

/** True for a function of package runtime itself. */
export function isRuntime(functionName: string): boolean {
  return functionName.startsWith('runtime.');
}

/**
 * Packages whose frames say how a goroutine waits, not where: the runtime, what parks in its name, and what calls the system. Its
 * public parts below `runtime/` are libraries as any other.
 */
const machinery = /^(?:(?:runtime|sync|sync\/atomic|syscall)\.|runtime\/internal\/|internal\/|time\.Sleep$)/;

/** True for a function of the standard library whose frames say how a goroutine waits, not where. */
export function isMachinery(functionName: string): boolean {
  return machinery.test(functionName);
}
