import { describe, expect, it } from 'vitest';
import { LeakLensError, toProblem } from '../../../src/shared/model/errors';

describe('a problem', () => {
  it('of an error thrown on purpose is what it carries', () => {
    const problem = { kind: 'timeout', subject: 'http://localhost:6060', detail: 'no answer', limit: 5000 } as const;
    const cause = new Error('socket');
    const error = new LeakLensError(problem, cause);
    expect(toProblem(error, 'other')).toBe(problem);
    expect(error).toMatchObject({ name: 'LeakLensError', cause });
    expect(error.message).toBe('timeout: http://localhost:6060: no answer');
  });

  it('of an abort is that somebody cancelled', () => {
    const abort = new AbortController();
    abort.abort();
    expect(toProblem(abort.signal.reason, 'capture')).toEqual({
      kind: 'cancelled',
      subject: 'capture',
      detail: 'cancelled',
    });
  });

  it.each([
    [new TypeError('x is undefined'), 'x is undefined'],
    ['text', 'text'],
    [undefined, 'undefined'],
  ])('of a defect names what it was about: %s', (thrown, detail) => {
    expect(toProblem(thrown, 'http://localhost:6060')).toEqual({
      kind: 'defect',
      subject: 'http://localhost:6060',
      detail,
    });
  });
});
