// The filters of a profile, held against `go tool pprof`.
import { afterAll, describe, expect, it } from 'vitest';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import type { LabelFilter, ReportScope, SampleFilters } from '../../../src/shared/model/report/report';
import { hasPprof, pprofTop } from '../../support/go/goPprof';
import { profileBytesFromText } from '../../support/profiles/profileText';
import {
  pattern,
  printedName,
  ProfileFolder,
  question,
  recordedProfiles,
  scope,
  sorted,
  type OracleProfile,
} from './oracle';

const folder = new ProfileFolder();
afterAll(() => folder[Symbol.dispose]());

/** Filters as they stand in pprof's options. */
type Written = Readonly<
  Partial<Record<'focus' | 'ignore' | 'hide' | 'show' | 'show_from' | 'tagfocus' | 'tagignore', string>>
>;

function labels(source: string): LabelFilter {
  const result = profileReports.compileLabelFilter(source);
  if (!result.ok) throw new Error(result.detail);
  return result.filter;
}

function filters(written: Written): SampleFilters {
  const name = (source: string | undefined) => (source === undefined ? null : pattern(source));
  return {
    focus: name(written.focus),
    ignore: name(written.ignore),
    hide: name(written.hide),
    show: name(written.show),
    showFrom: name(written.show_from),
    tagFocus: written.tagfocus === undefined ? null : labels(written.tagfocus),
    tagIgnore: written.tagignore === undefined ? null : labels(written.tagignore),
  };
}

function rowsOf(opened: OracleProfile, asked: ReportScope, by: 'function' | 'line') {
  const { total, rows } = profileReports.top(opened.profile, asked, by);
  return { total, rows: sorted(rows.map((row) => ({ name: printedName(row, by), flat: row.flat, cum: row.cum }))) };
}

function expectSame(opened: OracleProfile, sample: number, written: Written, extra: readonly string[] = []): void {
  for (const by of ['function', 'line'] as const) {
    const options = Object.entries(written).map(([option, value]) => `-${option}=${value}`);
    const theirs = pprofTop(question(opened, sample, [...options, ...extra, by === 'line' ? '-lines' : '-functions']));
    expect(rowsOf(opened, scope(sample, filters(written)), by)).toEqual({
      total: theirs.total,
      rows: sorted(theirs.rows.map(({ name, flat, cum }) => ({ name, flat, cum }))),
    });
  }
}

const asked: readonly Written[] = [
  { hide: 'runtime' },
  { hide: '^main\\.' },
  { show: 'main' },
  { show: 'net/http|\\.go$' },
  { show_from: 'main\\.|serve' },
  { show_from: 'HandlerFunc' },
  { hide: 'http', show_from: 'net' },
  { focus: 'main', hide: 'main\\.main', show: 'main|runtime' },
  { ignore: 'runtime', show: 'main' },
  { focus: 'nothing that is there' },
  { hide: '.' },
  { tagfocus: '16b:64kb' },
  { tagfocus: 'bytes=:64kb' },
  { tagignore: 'bytes=32:' },
  { tagfocus: 'nokey=1' },
];

describe.skipIf(!hasPprof())('recorded profiles', () => {
  const profiles = recordedProfiles().filter(({ name }) => /^profiles\//.test(name));

  it.each(profiles.map((opened) => [opened.name, opened] as const))('%s', (_name, opened) => {
    const sample = opened.profile.defaultSampleType;
    for (const written of asked) expectSame(opened, sample, written);
  });
});

describe.skipIf(!hasPprof())('hand-made stacks', () => {
  const made = () =>
    folder.write(
      profileBytesFromText(`
        ~main.inner@/s/a.go:3;main.outer@/s/b.go:4;main.main@/s/main.go:9 5 50 {tenant=acme, tenant=zen, size:4096}
        main.outer@/s/b.go:4;~main.inner@/s/a.go:3;main.outer@/s/b.go:5;main.main@/s/main.go:9 7 70 {tenant=beta, size:1}
        main.inner@/s/a.go:3;main.inner@/s/a.go:3;lib.Do@/l/lib.go:1;main.main@/s/main.go:9 1 11 {kind=x}
        lib.Do@/l/lib.go:1 2 22
        - 3 33
      `),
    );

  it.each<Written>([
    { hide: 'inner' },
    { hide: 'outer' },
    { hide: '/s/b.go' },
    { show: 'inner' },
    { show: '/s/a.go|lib' },
    { show_from: 'outer' },
    { show_from: 'inner' },
    { show_from: 'inner', hide: 'outer' },
    { tagfocus: 'acme' },
    { tagfocus: 'tenant=acme' },
    { tagfocus: 'tenant=acme,beta' },
    { tagfocus: 'tenant:acme,tenant:zen' },
    { tagfocus: 'tenant:acme,tenant:beta' },
    { tagignore: 'tenant=a' },
    { tagfocus: 'size=2:' },
    { tagfocus: 'size=:1' },
    { tagfocus: '=x' },
    { tagfocus: 'kind=' },
    { tagfocus: 'tenant=acme', focus: 'inner', ignore: 'lib' },
  ])('%j', (written) => {
    expectSame(made(), 1, written);
  });

  it('are counted by the difference too', () => {
    const base = folder.write(profileBytesFromText('main.outer@/s/b.go:4;main.main@/s/main.go:9 9 90 {tenant=acme}'));
    for (const normalize of [false, true]) {
      for (const written of [{ hide: 'inner' }, { tagfocus: 'tenant=acme' }, {}] as readonly Written[]) {
        const opened = made();
        const options = [
          ...Object.entries(written).map(([option, value]) => `-${option}=${value}`),
          `-diff_base=${base.file}`,
          ...(normalize ? ['-normalize'] : []),
        ];
        const theirs = pprofTop(question(opened, 1, options));
        const ours = rowsOf(
          opened,
          scope(1, { ...filters(written), base: { profile: base.profile, total: 'base', normalize } }),
          'function',
        );
        expect(ours).toEqual({
          total: theirs.total,
          rows: sorted(theirs.rows.map(({ name, flat, cum }) => ({ name, flat, cum }))),
        });
      }
    }
  });
});

describe('a filter on labels', () => {
  it('says in Go’s words what is wrong with its expression', () => {
    expect(profileReports.compileLabelFilter('tenant=a(')).toMatchObject({
      ok: false,
      detail: 'missing closing ): `a(`',
    });
  });
});

describe('by package', () => {
  it('functions of one package are one row', () => {
    const opened = folder.write(
      profileBytesFromText(`
        example.com/shop/cart.(*Cart).Add;example.com/shop/cart.New;main.main 1 10
        example.com/shop/pay.Do;main.main 1 5
      `),
    );
    expect(profileReports.top(opened.profile, scope(1), 'package').rows).toMatchObject([
      { function: 'example.com/shop/cart', flat: 10, cum: 10 },
      { function: 'example.com/shop/pay', flat: 5, cum: 5 },
      { function: 'main', flat: 0, cum: 15 },
    ]);
  });
});
