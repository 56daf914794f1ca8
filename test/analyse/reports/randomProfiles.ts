// Profiles of any shape, from a seed: small, so that recursion, equal names and cancelling values meet often.
import { Random } from '../../support/fuzz/random';
import type { MadeFunction, MadeLocation, MadeProfile, MadeSample } from './madeProfiles';

const names = [
  'main.main',
  'main.work',
  'main.(*Pool).Get',
  'main.each[go.shape.int,go.shape.string]',
  'main.each[...]',
  'runtime.gopark',
  'net/http.(*conn).serve.func1',
  'std::vector<int>::push_back(int const&)',
  'operator()(int)',
  '.malloc',
  'größe',
  '',
];
const files = ['main.go', '/src/a.go', '/src/./b/../a.go', 'C:/app/b.go', ''];
const dropRules = ['', '', 'main\\.work', 'runtime\\..*|\\.?malloc', '('];

export function randomProfile(seed: number): MadeProfile {
  const random = new Random(seed);
  const some = <T>(least: number, most: number, make: () => T): T[] =>
    Array.from({ length: least + random.below(most - least + 1) }, make);
  const functions = some(1, 8, (): MadeFunction => ({
    name: random.pick(names),
    file: random.pick(files),
    startLine: random.below(3) * 10,
  }));
  const binaries = ['/usr/bin/service', '/lib/libc.so.6'].slice(0, random.below(3));
  const locations = some(1, 10, (): MadeLocation => ({
    lines: some(random.oneIn(6) ? 0 : 1, 3, () => [1 + random.below(functions.length), random.below(6)] as const),
    mapping: random.below(binaries.length + 1),
  }));
  const value = () => (random.oneIn(5) ? 0 : random.below(1000) - (random.oneIn(3) ? 900 : 0));
  const samples = some(0, 12, (): MadeSample => ({
    stack: some(random.oneIn(8) ? 0 : 1, 8, () => 1 + random.below(locations.length)),
    values: [value(), value()],
    labels: random.oneIn(3) ? { tenant: random.pick(['a', 'b']), bytes: random.below(3) } : {},
  }));
  return {
    types: [
      ['objects', 'count'],
      ['space', 'bytes'],
    ],
    functions,
    locations,
    samples,
    binaries,
    dropFrames: random.pick(dropRules),
    keepFrames: random.pick(['', '', 'main\\..*']),
  };
}
