import { describe, expect, it } from 'vitest';
import { isBlocked, waitKindOfStack } from '../../../../src/analyse/go/base/waitKind';
import { sampleFrames } from '../../../../src/analyse/base/frames';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import type { WaitKind } from '../../../../src/shared/model/go/goroutine';
import { readFixture } from '../../../support/profiles/decodeFixtures';
import { frames } from '../../builders';

describe('the wait kind of a stack', () => {
  it.each<[stack: string, kind: WaitKind]>([
    ['runtime.gopark;runtime.chansend;runtime.chansend1;main.send', 'chan-send'],
    ['runtime.gopark;runtime.chanrecv;runtime.chanrecv2;main.work', 'chan-receive'],
    ['runtime.gopark;runtime.selectgo;main.drive', 'select'],
    ['runtime.gopark;runtime.block;main.main', 'select-forever'],
    ['runtime.gopark;time.Sleep;main.main', 'sleep'],
    // Go 1.19 and 1.26 lock the same mutex.
    [
      'runtime.gopark;runtime.goparkunlock;runtime.semacquire1;sync.runtime_SemacquireMutex;sync.(*Mutex).lockSlow;sync.(*Mutex).Lock;main.a',
      'mutex',
    ],
    [
      'runtime.gopark;runtime.goparkunlock;runtime.semacquire1;internal/sync.runtime_SemacquireMutex;internal/sync.(*Mutex).lockSlow;internal/sync.(*Mutex).Lock;sync.(*Mutex).Lock;main.a',
      'mutex',
    ],
    ['runtime.gopark;runtime.semacquire1;sync.runtime_SemacquireRWMutexR;sync.(*RWMutex).RLock;main.a', 'rwmutex'],
    // A writer that waits for another writer waits for the inner mutex.
    [
      'runtime.gopark;runtime.semacquire1;internal/sync.runtime_SemacquireMutex;internal/sync.(*Mutex).lockSlow;sync.(*Mutex).Lock;sync.(*RWMutex).Lock;main.a',
      'rwmutex',
    ],
    ['runtime.gopark;runtime.semacquire1;sync.runtime_Semacquire;sync.(*WaitGroup).Wait;main.a', 'waitgroup'],
    ['runtime.gopark;runtime.semacquire1;sync.runtime_SemacquireWaitGroup;sync.(*WaitGroup).Wait;main.a', 'waitgroup'],
    ['runtime.gopark;runtime.goparkunlock;sync.runtime_notifyListWait;sync.(*Cond).Wait;main.a', 'cond'],
    [
      'runtime.gopark;runtime.semacquire1;internal/poll.runtime_Semacquire;internal/poll.(*fdMutex).rwlock;main.a',
      'semaphore',
    ],
    ['runtime.gopark;runtime.goparkunlock;runtime.semacquire1;main.linkedByName', 'semaphore'],
    [
      'runtime.gopark;runtime.netpollblock;internal/poll.runtime_pollWait;internal/poll.(*FD).Read;net.(*conn).Read',
      'io',
    ],
    ['syscall.Syscall;syscall.read;os.(*File).Read;main.a', 'syscall'],
    ['runtime/internal/syscall.Syscall6;syscall.RawSyscall6;main.a', 'syscall'],
    ['internal/runtime/syscall/linux.Syscall6;syscall.RawSyscall6;main.a', 'syscall'],
    ['runtime.cgocall;main._Cfunc_sleep;main.a', 'syscall'],
    // A dump hides the frames of the runtime.
    ['internal/sync.runtime_SemacquireMutex;internal/sync.(*Mutex).lockSlow;sync.(*Mutex).Lock;main.a', 'mutex'],
    ['time.Sleep;main.a', 'sleep'],
    // What a program does inside a library's callback is its own doing.
    ['main.load;sync.(*Once).doSlow;sync.(*Once).Do;main.a', 'running'],
    ['main.serve;sync.(*WaitGroup).Go.func1', 'running'],
    ['runtime.gopark;runtime.coroswitch;main.a', 'other'],
    ['runtime.blockevent;main.a', 'running'],
    ['main.spin', 'running'],
  ])('%s is %s', (stack, kind) => {
    expect(waitKindOfStack(frames(stack))).toBe(kind);
  });

  it('of no frame at all is running', () => {
    expect(waitKindOfStack([])).toBe('running');
  });

  it('is right in a real profile', () => {
    const profile = createGoDecoder().profile(readFixture('programs/shapes/recorded/goroutine.pb.gz'), 'shapes');
    const counts = new Map<WaitKind, number>();
    for (let sample = 0; sample < profile.samples.count; sample += 1) {
      const kind = waitKindOfStack(sampleFrames(profile, sample));
      counts.set(kind, (counts.get(kind) ?? 0) + (profile.samples.values[sample] ?? 0));
    }
    // What waits.go starts, and the goroutine that writes the profile.
    expect(Object.fromEntries(counts)).toEqual({
      'chan-receive': 17,
      'chan-send': 3,
      select: 1,
      'select-forever': 1,
      mutex: 1,
      rwmutex: 2,
      waitgroup: 1,
      cond: 1,
      sleep: 1,
      io: 1,
      syscall: 1,
      running: 1,
    });
  });
});

it.each<[WaitKind, boolean]>([
  ['chan-send', true],
  ['chan-receive', true],
  ['select', true],
  ['select-forever', true],
  ['mutex', true],
  ['rwmutex', true],
  ['waitgroup', true],
  ['cond', true],
  ['semaphore', true],
  ['sleep', true],
  ['io', false],
  ['syscall', false],
  ['running', false],
  ['other', false],
])('a goroutine of kind %s counts as blocked: %s', (kind, blocked) => {
  expect(isBlocked(kind)).toBe(blocked);
});
