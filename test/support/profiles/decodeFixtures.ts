import { LeakLensError } from '../../../src/shared/model/errors';
import type { Problem } from '../../../src/shared/model/errors';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bytes of a recorded file below `test/fixtures`. */
export function readFixture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(import.meta.dirname, '../..', 'fixtures', path)));
}

/** The problem of the LeakLensError that `action` throws. */
export function problemOf(action: () => unknown): Problem {
  try {
    action();
  } catch (error) {
    if (error instanceof LeakLensError) return error.problem;
    throw error;
  }
  throw new Error('expected a LeakLensError, but nothing was thrown');
}
