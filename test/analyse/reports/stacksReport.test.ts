import { describe, expect, it } from 'vitest';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import type { StackSample } from '../../../src/shared/report';
import { hasPprof, pprofTraces } from '../../support/goPprof';
import { printedName, question, recordedProfiles, scope } from './oracle';

const printedStack = (sample: StackSample) =>
  sample.stack.map((frame) => `${printedName(frame, 'line')}${frame.inlined ? ' (inline)' : ''}`);

describe.skipIf(!hasPprof())('stacks equal go tool pprof -traces (skipped without Go)', () => {
  for (const recorded of recordedProfiles()) {
    for (const [sample, { type }] of recorded.profile.sampleTypes.entries()) {
      it(`${recorded.name}, ${type}`, () => {
        const ours = [...profileReports.stacks(recorded.profile, scope(sample)).samples];
        const theirs = pprofTraces(question(recorded, sample));
        expect(ours.map((one) => one.values[sample])).toEqual(theirs.map(({ value }) => value));
        expect(ours.map(printedStack)).toEqual(theirs.map(({ stack }) => stack));
        const keys = ours.map(({ labels }) => labels.map(({ key }) => key));
        expect(keys).toEqual(theirs.map(({ labels }) => labels));
      });
    }
  }
});
