import { describe, expect, it } from 'vitest';
import { BuildPaths } from '../../../../src/follow/go/paths/buildPaths';

describe('where a function begins in the build', () => {
  const file = '/src/shop/set.go';

  function build(...functions: [name: string, startLine: number][]): BuildPaths {
    const paths = new BuildPaths();
    paths.add(new Map([[file, functions.map(([name, startLine]) => ({ name, startLine }))]]));
    return paths;
  }

  it('is found for a name of a dump, which leaves the types out', () => {
    const paths = build(
      ['main.(*Set[go.shape.int]).Add', 10],
      ['main.(*Set[go.shape.int]).Range.Keys[go.shape.int].func1', 20],
    );
    expect(paths.startLine(file, 'main.(*Set[...]).Add')).toBe(10);
    expect(paths.startLine(file, 'main.(*Set[...]).Range.Keys[...].func1')).toBe(20);
  });

  it('is not that of another function between whose brackets something else stands', () => {
    const paths = build(['main.(*Set[go.shape.int]).Range.Values[go.shape.int].func1', 30]);
    expect(paths.startLine(file, 'main.(*Set[...]).Range.Keys[...].func1')).toBe(0);
    expect(paths.startLine(file, 'main.(*Set[...]).func1')).toBe(0);
  });
});
