import { describe, expect, it } from 'vitest';
import { recordedFunctions } from '../../../../src/analyse/go/paths/recordedFunctions';
import { dumpOf, group, observationOf } from '../../builders';

describe('the files of an observation', () => {
  it('are those of heap, goroutines and dump, each with its functions', () => {
    const ancestor = { function: 'main.serve', file: '/e.go', line: 7, inlined: false };
    const observation = observationOf({
      at: 0,
      heap: 'main.leak@/a.go:1 1 10\nmain.other@/a.go:9 1 10\nmain.leak@/a.go:2 1 10',
      goroutines: 'main.wait@/b.go:1 1',
      dump: dumpOf(
        group('main.stuck@/c.go:1', { createdBy: 'main.start@/d.go:1', origins: [{ count: 1, stack: [ancestor] }] }),
      ),
    });
    const names = [...recordedFunctions(observation)].map(([file, found]) => [file, found.map(({ name }) => name)]);
    expect(names).toEqual([
      ['/a.go', ['main.leak', 'main.other']],
      ['/b.go', ['main.wait']],
      ['/c.go', ['main.stuck']],
      ['/d.go', ['main.start']],
      ['/e.go', ['main.serve']],
    ]);
  });

  it('do not count what has no file', () => {
    const dump = dumpOf({ ...group('x'), stack: [{ function: 'main.x', file: '', line: 0, inlined: false }] });
    expect(recordedFunctions(observationOf({ at: 0, dump })).has('')).toBe(false);
  });
});
