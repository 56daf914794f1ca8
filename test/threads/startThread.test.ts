import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { LeakLensError, type Problem } from '../../src/shared/model/errors';
import type { ThreadCalls } from '../../src/shared/ports/threadCalls';
import { startThread, type ThreadOptions } from '../../src/threads/startThread';
import { bundleScript } from '../support/bundleScript';
import type { PatientCalls } from './patientThread';

let script = '';
beforeAll(async () => {
  script = await bundleScript('test/threads/patientThread.ts');
});

function start(options: Partial<ThreadOptions> = {}): ThreadCalls<PatientCalls> {
  const thread = startThread<PatientCalls>({
    script,
    name: 'patient',
    timeoutMillis: 30_000,
    maxHeapMegabytes: 64,
    ...options,
  });
  onTestFinished(() => thread.dispose());
  return thread;
}

const about = { subject: 'http://localhost:6060/debug/pprof/heap' };

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(LeakLensError);
  return (error as LeakLensError).problem;
}

describe('a thread', () => {
  it('answers calls in order, and remembers between them', async () => {
    const thread = start();
    const answers = [1, 10, 100].map((by) => thread.call('count', by, about));
    expect(await Promise.all(answers)).toEqual([1, 11, 111]);
  });

  it('takes buffers over and hands others back, without a copy', async () => {
    const values = Float64Array.of(1, 2, 3);
    const answer = start().call('double', values, { ...about, transfer: [values.buffer] });
    expect(values.length).toBe(0);
    expect(await answer).toEqual(Float64Array.of(2, 4, 6));
  });

  it('throws what a call threw: a problem as it is, anything else as the defect it is', async () => {
    const thread = start();
    expect(await problemOf(thread.call('refuse', 'at byte 12', about))).toEqual({
      kind: 'unreadable',
      subject: 'heap',
      detail: 'at byte 12',
    });
    await expect(thread.call('fail', 'wrong', about)).rejects.toThrow('wrong');
    await expect(thread.call('unclonable', null, about)).rejects.toThrow('could not be cloned');
    await expect(thread.call('double', (() => 1) as never, about)).rejects.toThrow('could not be cloned');
    await expect(thread.call('toString' as 'count', 1, about)).rejects.toThrow('toString is no call');
    expect(await thread.call('count', 1, about)).toBe(1);
  });

  it('lets its owner do other things meanwhile', async () => {
    const thread = start({ timeoutMillis: 500 });
    const looping = problemOf(thread.call('loop', null, about));
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    await looping;
    clearInterval(turning);
    expect(turns).toBeGreaterThan(2);
  });
});

describe('a call that does not end well', () => {
  it.each([
    ['loops', 'loop', null, { kind: 'too-large', detail: 'it cannot be worked through in 0.5 s' }],
    ['fills the memory', 'fill', null, { kind: 'too-large', detail: 'it cannot be worked through in 32 MB of memory' }],
    ['throws out of turn', 'crash', null, { kind: 'defect', detail: 'out of turn' }],
    ['says what is no answer', 'babble', 'hello', { kind: 'defect', detail: 'the thread answers what nobody asked' }],
    ['answers another', 'babble', { id: 77, answer: 1 }, { kind: 'defect' }],
    ['leaves', 'exit', 3, { kind: 'defect', detail: 'the thread ended (3)' }],
  ] as const)(
    'one that %s is answered with why, and the next one runs in another thread',
    async (_what, method, argument, why) => {
      const thread = start({ timeoutMillis: method === 'loop' ? 500 : 30_000, maxHeapMegabytes: 32 });
      const first = thread.call('count', 5, about);
      const bad = problemOf(thread.call(method, argument, about));
      const after = thread.call('count', 1, about);
      expect(await first).toBe(5);
      expect(await bad).toMatchObject({ ...why, subject: about.subject });
      expect(await after).toBe(1);
    },
  );
});

describe('a call that nobody waits for', () => {
  it('is not begun when it still waits', async () => {
    const thread = start();
    const stop = new AbortController();
    const sleeping = thread.call('sleep', 50, about);
    const cancelled = problemOf(thread.call('count', 1000, { ...about, signal: stop.signal }));
    stop.abort();
    expect(await cancelled).toMatchObject({ kind: 'cancelled', subject: about.subject });
    expect(await sleeping).toBe('slept');
    expect(await thread.call('count', 1, about)).toBe(1);
    expect(await problemOf(thread.call('count', 1, { ...about, signal: stop.signal }))).toMatchObject({
      kind: 'cancelled',
    });
  });

  it('runs to its end unheard, and the thread keeps what it knows', async () => {
    const thread = start();
    const stop = new AbortController();
    await thread.call('count', 7, about);
    const cancelled = problemOf(thread.call('sleep', 100, { ...about, signal: stop.signal }));
    stop.abort();
    expect(await cancelled).toMatchObject({ kind: 'cancelled' });
    expect(await thread.call('count', 1, about)).toBe(8);
  });

  it('ends with its owner, and so do those that wait', async () => {
    const thread = start();
    const calls = [thread.call('loop', null, about), thread.call('count', 1, about)].map(problemOf);
    thread.dispose();
    for (const call of calls) expect(await call).toMatchObject({ kind: 'cancelled' });
    expect(await problemOf(thread.call('count', 1, about))).toMatchObject({ kind: 'cancelled' });
  });
});

it('a thread without work keeps no process alive, and one with work does', async () => {
  const owner = await bundleScript('test/threads/threadOwner.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [owner, script], { timeout: 20_000 });
  expect(stdout).toBe('slept\n');
});
