// The sentence on who keeps the memory of a finding.
import { describe, expect, it } from 'vitest';
import type { Holder } from '../../../../src/shared/model/holder';
import { goWords as words } from '../../../support/go/goWords';
import { evidence, heapGrowth } from './findings';

const at = (line: number) => ({ path: '/work/shop/cache.go', line });

function holderOf(given: Partial<Holder> = {}): Holder {
  return {
    kind: 'map',
    name: 'c.pages',
    stored: at(30),
    declared: at(9),
    removal: 'none',
    removed: [],
    unused: null,
    certain: true,
    ...given,
  };
}

function sentence(...holders: readonly Holder[]): string | null {
  return words.evidence(evidence('holder', holders.length, 'count'), heapGrowth({ holders }));
}

describe('who keeps it', () => {
  it.each<readonly [Partial<Holder>, string]>([
    [{}, 'Kept by c.pages (cache.go:30). No place in this workspace takes it out again.'],
    [
      { removal: 'some', removed: [at(44), at(50)] },
      'Kept by c.pages (cache.go:30). It is taken out at cache.go:44, cache.go:50.',
    ],
    [{ removal: 'unknown' }, 'Kept by c.pages (cache.go:30).'],
    [
      { unused: { ...at(60), function: 'drop' } },
      'Kept by c.pages (cache.go:30). drop (cache.go:60) would take it out, and nothing calls it.',
    ],
    // Where the line itself puts it in, what keeps it is shown where it is declared.
    [{ stored: at(22), removal: 'unknown' }, 'Kept by c.pages (cache.go:9).'],
    [{ kind: 'variable', removal: 'unknown' }, 'Kept by c.pages (cache.go:30) until it is given another value.'],
    [
      { kind: 'goroutine', name: 'func' },
      'Kept by a goroutine that is started at cache.go:30, for as long as it runs.',
    ],
    [{ kind: 'goroutine', name: 'c.run' }, 'Kept by the goroutine of c.run (cache.go:30), for as long as it runs.'],
    [
      { kind: 'timer', name: 'time.AfterFunc' },
      'Kept by the timer of time.AfterFunc (cache.go:30) until it fires or is stopped.',
    ],
    [{ kind: 'context' }, 'Kept by the context that carries it (cache.go:30).'],
    [{ kind: 'deferred' }, 'Kept by calls that are deferred in a loop (cache.go:30): they run when the function ends.'],
    [{ kind: 'finalizer' }, 'Kept until its finalizer has run (cache.go:30).'],
    [
      { kind: 'pool', name: 'buffers' },
      'Kept by the pool buffers (cache.go:30), which lets go of it at the second collection.',
    ],
    [{ kind: 'library', name: 'http.Handle' }, 'Kept by http.Handle, which was given it for good (cache.go:30).'],
    [{ kind: 'stack', name: 'buffer' }, 'Kept by buffer, a variable of a function that waits at cache.go:30.'],
  ])('%o', (given, expected) => {
    expect(sentence(holderOf(given))).toBe(expected);
  });

  it('is only guessed where there are several', () => {
    const [one, two] = [holderOf({ certain: false }), holderOf({ name: 'queue', stored: at(31), certain: false })];
    expect(sentence(one, two)).toBe('It may be kept by c.pages (cache.go:30), or by queue (cache.go:31).');
    expect(sentence(one)).toBe('It may be kept by c.pages (cache.go:30).');
    expect(sentence()).toBeNull();
  });

  it('is what the advice begins with, and not a guess', () => {
    const advice = (...holders: readonly Holder[]) => words.advice(heapGrowth({ holders }));
    expect(advice(holderOf())).toBe(
      'Kept by c.pages (cache.go:30). No place in this workspace takes it out again. Take out what is no longer needed, or give it a bound.',
    );
    expect(advice(holderOf({ certain: false }))).toMatch(/^The profile says who allocated this memory/);
  });
});
