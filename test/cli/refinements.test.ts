// What refines a report on the command line, held against go tool pprof with its options of the same meaning.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packagePath } from '../../src/shared/base/symbols/functionName';
import { hasPprof, pprofTop, runPprof } from '../support/go/goPprof';
import { profileBytesFromText } from '../support/profiles/profileText';
import { fixture, leaklens, leaklensJson } from './harness';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-refinements-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, profileBytesFromText(text));
  return path;
}

const shop = written(
  'shop.pb',
  `
    ~main.inner@/s/a.go:3;main.outer@/s/b.go:4;main.main@/s/main.go:9 5 50 {tenant=acme, tenant=zen, size:4096}
    main.outer@/s/b.go:4;~main.inner@/s/a.go:3;main.outer@/s/b.go:5;main.main@/s/main.go:9 7 70 {tenant=beta, size:1}
    main.inner@/s/a.go:3;main.inner@/s/a.go:3;lib.Do@/l/lib.go:1;main.main@/s/main.go:9 1 11 {kind=x}
    lib.Do@/l/lib.go:1 2 22
  `,
);
const older = written('older.pb', 'main.outer@/s/b.go:4;main.main@/s/main.go:9 9 90 {tenant=acme}');

/** As a person types it. */
type Given = readonly (readonly [option: string, value: string])[];
const ours = (given: Given) => given.flatMap(([option, value]) => [`--${option}`, value]);
const pprofs = (given: Given) => given.map(([option, value]) => `-${option.replace('-', '_')}=${value}`);
const whole = ['-nodefraction=0', '-edgefraction=0'];

/** Rows of equal flat stand in another order, so that the running sum differs. */
const comparable = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trimEnd().replace(/(%) +\S+%( +\S+ +\S+% )/, '$1$2'))
    .sort();

const recorded = ['heap', 'cpu', 'block', 'goroutine'].map((name) => fixture(`profiles/${name}.pb.gz`));
const onRecorded: readonly Given[] = [
  [['hide', 'runtime']],
  [['show', 'net/http|\\.go$']],
  [['show-from', 'main\\.|serve']],
  [
    ['focus', 'main'],
    ['hide', 'main\\.main'],
    ['show', 'main|runtime'],
  ],
  [['tagfocus', 'bytes=:64kb']],
  [['tagignore', '32b:']],
];
const onShop: readonly Given[] = [
  [['hide', 'inner']],
  [['show', '/s/a.go|lib']],
  [['show-from', 'outer']],
  [
    ['show-from', 'inner'],
    ['hide', 'outer'],
  ],
  [['tagfocus', 'tenant=acme,beta']],
  [['tagfocus', 'tenant:acme,tenant:zen']],
  [['tagignore', 'size=2:']],
  [
    ['tagignore', 'tenant=beta'],
    ['tagfocus', 'tenant'],
    ['show-from', 'main'],
    ['show', 'main'],
    ['hide', 'outer'],
    ['ignore', 'lib'],
    ['focus', 'inner'],
  ],
  [['hide', `outer|${'x'.repeat(100)}`]],
  [
    ['hide', ''],
    ['show', ''],
    ['show-from', ''],
    ['tagfocus', ''],
    ['tagignore', ''],
  ],
];

const onShopAndRecorded = [
  ...onShop.map((given) => [shop, given] as const),
  ...recorded.flatMap((file) => onRecorded.map((given) => [file, given] as const)),
];

describe.skipIf(!hasPprof())('reads like go tool pprof (skipped without Go)', () => {
  it.each(onShopAndRecorded)('top of %s, %j', async (file, given) => {
    for (const [by, lines] of [
      [[], []],
      [['--by', 'line'], ['-lines']],
    ] as const) {
      const { out } = await leaklens(['top', file, '--limit', '0', ...by, ...ours(given)]);
      expect(comparable(out)).toEqual(comparable(runPprof(['-top', ...whole, ...lines, ...pprofs(given), file])));
    }
  });

  it.each(onShopAndRecorded)('stacks of %s, %j', async (file, given) => {
    const { out } = await leaklens(['stacks', file, ...ours(given)]);
    const trimmed = (text: string) => text.split('\n').map((line) => line.trimEnd());
    expect(trimmed(out)).toEqual(trimmed(runPprof(['-traces', '-lines', ...pprofs(given), file])));
  });

  it('stacks of values and labels in a unit that pprof does not know', async () => {
    const sampleTypes = [{ type: 'visits', unit: 'visitors' }];
    const path = join(folder, 'units.pb');
    writeFileSync(
      path,
      profileBytesFromText('main.main 7 {size:4096, bytes:4096}', { sampleTypes, durationNanos: 5n }),
    );
    expect((await leaklens(['stacks', path])).out).toBe(runPprof(['-traces', '-lines', path]));
    expect(comparable((await leaklens(['top', path])).out)).toEqual(comparable(runPprof(['-top', path])));
  });

  const based: Given = [['diff-base', older]];
  it.each([...onShop, based])('peek and list, %j', async (...given) => {
    const options = given === based ? [`-diff_base=${older}`] : pprofs(given);
    const peeked = await leaklens(['peek', shop, '.', ...ours(given)]);
    expect(comparable(peeked.out)).toEqual(comparable(runPprof(['-peek=.', ...whole, ...options, shop])));
    const { out } = await leaklens(['list', shop, '.', ...ours(given)]);
    const sums = (text: string) => text.split('\n').filter((line) => /^Total|^ROUTINE|\(flat, cum\)/.test(line));
    expect(sums(out)).toEqual(sums(runPprof(['-list=.', ...options, shop])));
  });

  it.each(['base', 'diff-base'])('a difference that is normalised, --%s', async (option) => {
    const option_ = `-${option.replace('-', '_')}=${older}`;
    for (const given of [[], [['hide', 'inner']], [['tagfocus', 'tenant=acme']]] as readonly Given[]) {
      const argv = [`--${option}`, older, '--normalize', ...ours(given)];
      const options = [option_, '-normalize', ...pprofs(given), shop];
      const top = await leaklens(['top', shop, ...argv]);
      expect(comparable(top.out)).toEqual(comparable(runPprof(['-top', ...whole, ...options])));
      const peek = await leaklens(['peek', shop, '.', ...argv]);
      expect(comparable(peek.out)).toEqual(comparable(runPprof(['-peek=.', ...whole, ...options])));
    }
  });

  it.each([...onShop, [], [['diff-base', older]]] as readonly Given[])(
    'top by the values of a label, %j',
    async (...given) => {
      const asked = given as Given;
      const { rows } = (await leaklensJson(['top', shop, '--by', 'label:tenant', ...ours(asked)])) as {
        rows: { function: string; file: string; label: string | null; flat: number; cum: number }[];
      };
      const options = ['-tagroot=tenant', ...pprofs(asked)];
      const theirs = pprofTop({ file: shop, sample: 1, unit: 'bytes', extra: options }).rows;
      const values = theirs.filter(({ name }) => !/^(?:main|lib)\./.test(name));
      expect(rows.map(({ label, flat, cum }) => [label ?? '<unknown>', flat, cum]).sort()).toEqual(
        values.map(({ name, flat, cum }) => [name, flat, cum]).sort(),
      );
    },
  );

  it('top by the values of a label as text', async () => {
    const { out } = await leaklens(['top', shop, '--by', 'label:tenant']);
    expect(out.trimEnd().split('\n').slice(-3)).toEqual([
      '         0     0%     0%        70B 45.75%  beta',
      '         0     0%     0%        50B 32.68%  acme,zen',
      '         0     0%     0%        33B 21.57%  (none)',
    ]);
  });

  it.each(recorded)('%s by package has what the functions of each have', async (file) => {
    const { rows, rowCount } = (await leaklensJson(['top', file, '--by', 'package'])) as {
      rows: { function: string; file: string; flat: number; cum: number }[];
      rowCount: number;
    };
    const { sampleType } = (await leaklensJson(['top', file, '--limit', '1'])) as { sampleType: { unit: string } };
    const theirs = new Map<string, number>();
    for (const { name, flat } of pprofTop({ file, sample: lastSample(file), unit: sampleType.unit }).rows) {
      const path = packagePath(name);
      theirs.set(path, (theirs.get(path) ?? 0) + flat);
    }
    expect(Object.fromEntries(rows.map(({ function: name, flat }) => [name, flat]))).toEqual(
      Object.fromEntries(theirs),
    );
    expect(rowCount).toBe(rows.length);
  });
});

/** The default of what is recorded here is its last sample type. */
function lastSample(file: string): number {
  return file.includes('heap') ? 3 : file.includes('goroutine') ? 0 : 1;
}

describe('by package', () => {
  it('one row says what its functions cost together, calls within it once', async () => {
    const text = `
      example.com/shop/cart.(*Cart).Add;example.com/shop/cart.New;main.main 1 10
      example.com/shop/pay.Do;main.main 1 5
    `;
    const { out } = await leaklens(['top', written('packages.pb', text), '--by', 'package']);
    expect(out.trimEnd().split('\n').slice(-3)).toEqual([
      '       10B 66.67% 66.67%        10B 66.67%  example.com/shop/cart',
      '        5B 33.33%   100%         5B 33.33%  example.com/shop/pay',
      '         0     0%   100%        15B   100%  main',
    ]);
  });
});
