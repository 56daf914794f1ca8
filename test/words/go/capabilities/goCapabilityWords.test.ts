import { describe, expect, it } from 'vitest';
import { goRuntime } from '../../../../src/runtimes/go';
import type { Problem } from '../../../../src/shared/model/errors';
import { problemWords } from '../../../../src/words/problems/problemWords';

const forbidden: Problem = {
  kind: 'forbidden',
  subject: 'http://h/debug/pprof/goroutine',
  detail: 'HTTP 403 Forbidden: not for you.',
  status: 403,
};

describe('what a service does not offer', () => {
  it('is said with the service’s own reason', () => {
    const { capabilities, words } = goRuntime;
    expect(capabilities.map((kind) => words.capability(kind).refused(forbidden.detail))).toEqual([
      'No heap profile here: HTTP 403 Forbidden: not for you.',
      'No goroutine profile here: HTTP 403 Forbidden: not for you.',
      'No memory statistics here: HTTP 403 Forbidden: not for you.',
      'No goroutine stacks with states and ages here: HTTP 403 Forbidden: not for you.',
    ]);
  });

  it('is said of what another version could be asked for, too, and without a reason that is private', () => {
    expect(goRuntime.words.capability('locks').refused('')).toBe('Not offered here: locks (not offered).');
  });

  it('is all said where nothing is offered', () => {
    const alsoTried = [{ subject: 'http://h/debug/pprof/heap', detail: 'HTTP 404 Not Found.' }];
    expect(problemWords.message({ ...forbidden, alsoTried })).toBe(
      'http://h/debug/pprof/goroutine refuses access (403). Tried as well: http://h/debug/pprof/heap (HTTP 404 Not Found).',
    );
  });
});
