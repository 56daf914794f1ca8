// What may be said of a finding, as a table.
import { expect, it } from 'vitest';
import { findingStage } from '../../../src/engine/states/findingStage';
import type { Finding, Standing } from '../../../src/shared/model/finding';

const course = (standing: Standing): Finding['course'] => ({
  standing,
  sinceMillis: 5000,
  doubt: null,
  toldBy: null,
  steps: [],
});

type Said = Pick<Finding, 'status' | 'confidence' | 'course'>;

it.each<[what: string, said: Said, stage: string, sinceMillis: number | null]>([
  ['a suspicion', { status: null, confidence: 'possible', course: course('possible') }, 'possible', 5000],
  ['a verdict taken back', { status: null, confidence: 'possible', course: course('withdrawn') }, 'possible', 5000],
  ['a leak that grows', { status: null, confidence: 'probable', course: course('growing') }, 'growing', 5000],
  ['one that grows no more', { status: null, confidence: 'proven', course: course('stands') }, 'stands', 5000],
  ['one that is gone', { status: 'fixed', confidence: 'info', course: course('fixed') }, 'fixed', 5000],
  ['one that is back', { status: null, confidence: 'possible', course: course('again') }, 'again', 5000],
  ['one of an earlier process', { status: null, confidence: 'info', course: course('earlier') }, 'earlier', 5000],
  ['one that a baseline alone knows', { status: 'fixed', confidence: 'info', course: null }, 'fixed', null],
  ['an explanation', { status: null, confidence: 'info', course: null }, 'explanation', null],
])('says of %s what it is, and of when that is while its service is away', (_what, said, stage, sinceMillis) => {
  expect(findingStage(said, { asOfMillis: null, isEdited: false })).toEqual({ stage, sinceMillis, asOfMillis: null });
  expect(findingStage(said, { asOfMillis: 7000, isEdited: false })).toEqual({ stage, sinceMillis, asOfMillis: 7000 });
});

it('says of one whose code somebody has edited that only another build can tell', () => {
  const grows: Said = { status: null, confidence: 'probable', course: course('growing') };
  expect(findingStage(grows, { asOfMillis: null, isEdited: true }).stage).toBe('edited');
  expect(findingStage(grows, { asOfMillis: 7000, isEdited: true })).toMatchObject({
    stage: 'edited',
    asOfMillis: 7000,
  });
});
