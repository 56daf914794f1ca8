// A thread for the tests, with calls that fail in every way a call can.
import { parentPort } from 'node:worker_threads';
import { LeakLensError } from '../../src/shared/model/errors';
import { HandedOver } from '../../src/shared/ports/threadCalls';
import { serveCalls } from '../../src/threads/serveCalls';

export interface PatientCalls {
  double(values: Float64Array): Float64Array;
  count(by: number): number;
  sleep(millis: number): Promise<string>;
  refuse(detail: string): never;
  fail(message: string): never;
  loop(none: null): never;
  fill(none: null): never;
  crash(none: null): Promise<never>;
  exit(code: number): never;
  babble(message: unknown): never;
  unclonable(none: null): unknown;
}

let counted = 0;

serveCalls<PatientCalls>({
  double: (values) => {
    const doubled = values.map((value) => value * 2);
    return new HandedOver(doubled, [doubled.buffer]);
  },
  count: (by) => (counted += by),
  sleep: async (millis) => {
    await new Promise((resolve) => setTimeout(resolve, millis));
    return 'slept';
  },
  refuse: (detail) => {
    throw new LeakLensError({ kind: 'unreadable', subject: 'heap', detail });
  },
  fail: (message) => {
    throw new RangeError(message);
  },
  loop: () => {
    for (;;);
  },
  fill: () => {
    const kept: object[] = [];
    for (;;) kept.push({ at: kept.length, more: [kept.length] });
  },
  crash: () =>
    new Promise(() => {
      setTimeout(() => {
        throw new Error('out of turn');
      }, 0);
    }),
  exit: (code) => process.exit(code),
  babble: (message) => {
    parentPort?.postMessage(message);
    for (;;);
  },
  unclonable: () => () => undefined,
});
