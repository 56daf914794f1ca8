import { describe, expect, it } from 'vitest';
import { isMachinery, usualState, waitKindOfState } from '../../../../src/shared/base/symbols/goRuntime';
import type { WaitKind } from '../../../../src/shared/model/go/goroutine';

describe('the wait kind of a state', () => {
  it.each<[state: string, kind: WaitKind]>([
    // All versions of Go.
    ['chan send', 'chan-send'],
    ['chan receive', 'chan-receive'],
    ['chan send (nil chan)', 'chan-send'],
    ['chan receive (nil chan)', 'chan-receive'],
    ['select', 'select'],
    ['select (no cases)', 'select-forever'],
    ['sleep', 'sleep'],
    ['IO wait', 'io'],
    ['syscall', 'syscall'],
    ['running', 'running'],
    ['runnable', 'running'],
    ['sync.Cond.Wait', 'cond'],
    // Before Go 1.20 all locks are this.
    ['semacquire', 'semaphore'],
    // Since Go 1.20 and 1.24.
    ['sync.Mutex.Lock', 'mutex'],
    ['sync.RWMutex.RLock', 'rwmutex'],
    ['sync.RWMutex.Lock', 'rwmutex'],
    ['sync.WaitGroup.Wait', 'waitgroup'],
    // testing/synctest.
    ['chan send (durable)', 'chan-send'],
    ['chan receive (durable)', 'chan-receive'],
    ['select (durable)', 'select'],
    ['sync.WaitGroup.Wait (durable)', 'waitgroup'],
    ['synctest.Wait', 'other'],
    // The runtime's own.
    ['GC worker (idle)', 'other'],
    ['finalizer wait', 'other'],
    ['coroutine', 'other'],
    ['debug call', 'other'],
    ['a reason of a Go to come', 'other'],
    ['', 'other'],
  ])('%j is %s', (state, kind) => {
    expect(waitKindOfState(state)).toBe(kind);
  });
});

describe('the usual state', () => {
  it.each<[kind: WaitKind, state: string]>([
    ['chan-send', 'chan send'],
    ['chan-receive', 'chan receive'],
    ['select', 'select'],
    ['select-forever', 'select (no cases)'],
    ['mutex', 'sync.Mutex.Lock'],
    ['rwmutex', 'sync.RWMutex'],
    ['waitgroup', 'sync.WaitGroup.Wait'],
    ['cond', 'sync.Cond.Wait'],
    ['semaphore', 'semacquire'],
    ['sleep', 'sleep'],
    ['io', 'IO wait'],
    ['syscall', 'syscall'],
  ])('of %s is %j, and is read as that again', (kind, state) => {
    expect(usualState(kind)).toBe(state);
    expect(waitKindOfState(state)).toBe(kind);
  });

  it.each<WaitKind>(['running', 'other'])('of %s is not known', (kind) => {
    expect(usualState(kind)).toBe('');
  });
});

describe('how a goroutine waits, not where,', () => {
  it.each([
    'runtime.gopark',
    'runtime.(*timers).run',
    'sync.(*Mutex).Lock',
    'sync/atomic.(*Int64).Add',
    'internal/sync.(*HashTrieMap[go.shape.string,go.shape.int]).Load',
    'runtime/internal/syscall.Syscall6',
    'internal/poll.runtime_pollWait',
    'syscall.Syscall',
    'time.Sleep',
  ])('is said by %s', (name) => {
    expect(isMachinery(name)).toBe(true);
  });

  it.each([
    'main.main',
    'runtime/pprof.Do',
    'runtime/trace.Start.func1',
    'time.AfterFunc',
    'time.Sleepy',
    'synctest.Run',
    'example.com/internal/poll.Wait',
    'net/http/internal.NewChunkedReader',
    'golang.org/x/sync/errgroup.(*Group).Go.func1',
    '',
  ])('is not said by %j', (name) => {
    expect(isMachinery(name)).toBe(false);
  });
});
