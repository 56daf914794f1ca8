// What "the same as go tool pprof" means, report by report, for any profile and any pprof.
import { expect } from 'vitest';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import type { Neighbour, ReportBase, StackSample } from '../../../src/shared/model/report/report';
import { pprofPeek, pprofTop, pprofTraces } from '../../support/go/goPprof';
import { pattern, printedName, question, scope, sorted, type OracleProfile } from './oracle';

/** One question: a profile, one of its sample types, and whom to ask. */
export interface Asked {
  readonly opened: OracleProfile;
  readonly sample: number;
  /** Absolute path of the pprof of Go 1.19; null is that of this machine's Go. */
  readonly program?: string | null;
}

const marks = { none: '', all: 'inline', some: 'partial-inline' } as const;

function ask({ opened, sample, program = null }: Asked, extra: readonly string[] = []) {
  return { ...question(opened, sample, extra), program };
}

/** `-top`, by function or with `-lines`: total, rows and inline marks. */
export function expectSameTop(asked: Asked, by: 'function' | 'line'): void {
  const ours = profileReports.top(asked.opened.profile, scope(asked.sample), by);
  const theirs = pprofTop(ask(asked, [by === 'line' ? '-lines' : '-functions']));
  const shown = ours.inlineMarks(ours.rows.length);
  const rows = ours.rows.map((row, at) => ({
    name: printedName(row, by),
    flat: row.flat,
    cum: row.cum,
    mark: marks[shown[at] ?? 'none'],
  }));
  expect(ours.total).toBe(theirs.total);
  expect(sorted(rows)).toEqual(sorted(theirs.rows));
}

const pairs = (neighbours: readonly Neighbour[]) =>
  neighbours.map(({ function: name, value }) => JSON.stringify([name, value])).sort();

/** Whether there is a function to peek at: pprof fails when there is none. */
export function canPeek({ opened, sample }: Asked): boolean {
  return profileReports.peek(opened.profile, scope(sample), pattern('')).rows.length > 0;
}

/** `-peek=.`: every function with its callers and callees. */
export function expectSamePeek(asked: Asked): void {
  const ours = profileReports.peek(asked.opened.profile, scope(asked.sample), pattern('.'));
  const plain = ours.rows.map((row) => [row.function, row.flat, row.cum, pairs(row.callers), pairs(row.callees)]);
  const theirs = pprofPeek(ask(asked), '.').map((row) => [
    row.name,
    row.flat,
    row.cum,
    row.callers.map((edge) => JSON.stringify(edge)).sort(),
    row.callees.map((edge) => JSON.stringify(edge)).sort(),
  ]);
  expect(sorted(plain)).toEqual(sorted(theirs));
}

const printedStack = (sample: StackSample) =>
  sample.stack.map((frame) => `${printedName(frame, 'line')}${frame.inlined ? ' (inline)' : ''}`);

/** `-traces`: values, stacks and labels, in the order of the profile. The pprof of Go 1.19 leaves out samples of nothing. */
export function expectSameStacks(asked: Asked): void {
  const { opened, sample, program = null } = asked;
  const all = [...profileReports.stacks(opened.profile, scope(sample)).samples];
  const ours = program === null ? all : all.filter(({ values }) => values.some((value) => value !== 0));
  const theirs = pprofTraces(ask(asked));
  expect(ours.map((one) => one.values[sample])).toEqual(theirs.map(({ value }) => value));
  expect(ours.map(printedStack)).toEqual(theirs.map(({ stack }) => stack));
  expect(ours.map(({ labels }) => labels.map(({ key }) => key))).toEqual(theirs.map(({ labels }) => labels));
}

/** `-base` and `-diff_base`, by function and by line. */
export function expectSameDifference(asked: Asked, older: OracleProfile, option: '-base' | '-diff_base'): void {
  const base: ReportBase = { profile: older.profile, total: option === '-base' ? 'differences' : 'base' };
  for (const by of ['function', 'line'] as const) {
    const ours = profileReports.top(asked.opened.profile, scope(asked.sample, { base }), by);
    const theirs = pprofTop(ask(asked, [option, older.file, ...(by === 'line' ? ['-lines'] : [])]));
    const rows = ours.rows.map((row) => ({ name: printedName(row, by), flat: row.flat, cum: row.cum }));
    expect(ours.total).toBe(theirs.total);
    expect(sorted(rows)).toEqual(sorted(theirs.rows.map(({ name, flat, cum }) => ({ name, flat, cum }))));
  }
}

/** All of the above, for every sample type. */
export function expectSameReports(opened: OracleProfile, older: OracleProfile, program: string | null = null): void {
  for (const sample of opened.profile.sampleTypes.keys()) {
    const asked = { opened, sample, program };
    expectSameTop(asked, 'function');
    expectSameTop(asked, 'line');
    if (canPeek(asked)) expectSamePeek(asked);
    expectSameStacks(asked);
    expectSameDifference(asked, older, '-diff_base');
  }
}
