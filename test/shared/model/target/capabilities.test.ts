import { describe, expect, it } from 'vitest';
import {
  isRefusal,
  nothingAsked,
  refusalsOf,
  type Capabilities,
} from '../../../../src/shared/model/target/capabilities';
import type { Problem } from '../../../../src/shared/model/errors';

const problem = (about: Partial<Problem>): Problem => ({
  kind: 'http-status',
  subject: 'http://h/heap',
  detail: '',
  ...about,
});

describe('a failure', () => {
  it.each([
    ['401', { kind: 'unauthorized', status: 401 }],
    ['403', { kind: 'forbidden', status: 403 }],
    ['404 without pprof’s mark', { kind: 'no-pprof', status: 404 }],
    ['404 of pprof', { kind: 'unknown-profile', status: 404 }],
    ['400', { status: 400 }],
    ['405', { status: 405 }],
    ['406', { status: 406 }],
    ['410', { status: 410 }],
    ['451', { status: 451 }],
    ['501', { status: 501 }],
    ['the index of pprof', { kind: 'html-instead-of-profile' }],
    ['a page of an application, or a login', { kind: 'no-pprof' }],
    ['a redirect to another address', { kind: 'redirected', status: 302 }],
    ['an empty body, or another text', { kind: 'unreadable' }],
  ] as const)('is a refusal: %s', (_, about) => {
    expect(isRefusal(problem(about))).toBe(true);
  });

  it.each([
    ['408', { status: 408 }],
    ['425', { status: 425 }],
    ['429', { status: 429 }],
    ['500', { status: 500 }],
    ['502', { status: 502 }],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    ['redirects without an end', { kind: 'http-status' }],
    ['a time-out', { kind: 'timeout' }],
    ['a lost connection', { kind: 'network' }],
    ['nobody listens', { kind: 'refused' }],
    ['TLS', { kind: 'tls' }],
    ['a proxy', { kind: 'proxy', status: 407 }],
    ['an answer that ends early', { kind: 'cut-off' }],
    ['an answer over the limit', { kind: 'too-large' }],
    ['a defect', { kind: 'defect' }],
    ['cancelled', { kind: 'cancelled' }],
  ] as const)('is none, and passes: %s', (_, about) => {
    expect(isRefusal(problem(about))).toBe(false);
  });
});

it('what is refused is told in the order in which its runtime names it', () => {
  const refused = (detail: string) => ({ state: 'refused' as const, problem: problem({ detail }), sinceMillis: 1 });
  const known: Capabilities = {
    heap: refused('h'),
    memory: { state: 'offered' },
    stacks: refused('s'),
  };
  expect(refusalsOf(known).map(({ kind, problem: { detail } }) => `${kind} ${detail}`)).toEqual(['heap h', 'stacks s']);
  expect(refusalsOf(nothingAsked)).toEqual([]);
});
