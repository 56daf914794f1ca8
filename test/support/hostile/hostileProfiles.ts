import { generateGoHeapProfile } from '../go/goProfileGenerator';
import { profileBytesFromText } from '../profiles/profileText';

const times = (count: number, of: (at: number) => string, between: string) =>
  Array.from({ length: count }, (_, at) => of(at)).join(between);

/** Profiles that no program of good will records, and what is wrong with each. */
export const hostileProfiles: Readonly<Record<string, () => Uint8Array>> = {
  HTML: () =>
    profileBytesFromText('<img/src=x/onerror=alert(1)><script>alert(2)</script>@/s/<b>.go:3;main.main 1 10 {<i>=v}'),
  'bidirectional controls': () => profileBytesFromText('evil\u202egnp.main\u2066@/s/\u202eog.go:3;main.main 1 10'),
  'names of 100 kB': () =>
    profileBytesFromText(times(20, (at) => `${'x'.repeat(100_000)}${String(at)};main.main 1 ${String(at + 1)}`, '\n')),
  'a million samples of one function': () =>
    generateGoHeapProfile({ samples: 1_000_000, depth: 1, locations: 1, functions: 1 }),
  'calls in circles': () =>
    profileBytesFromText(
      `${times(2000, (at) => `p.f${String(at % 3)}`, ';')};main.main 1 10\np.f0;p.f0;p.f0 1 5\np.f1;p.f2;p.f0;p.f1 1 7`,
    ),
  'stacks of 10,000 frames': () =>
    profileBytesFromText(`${times(10_000, (at) => `p.f${String(at)}`, ';')} 1 10\np.g;p.f9999 1 5`),
  'negative and huge values': () =>
    profileBytesFromText(
      'p.least;main.main -9223372036854775808 -9223372036854775808\np.most;main.main 9223372036854775807 9223372036854775807\np.one;main.main 1 -1',
    ),
  'no samples': () => profileBytesFromText('', { sampleTypes: [{ type: 'space', unit: 'bytes' }] }),
  'empty stacks': () => profileBytesFromText('- 1 10\n- 2 20'),
};
