// Sizes that a service decides: no call gets so many arguments, and none needs them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { verdicts } from '../../../../src/analyse/go/judge/verdicts';
import { profileHead } from '../../../../src/cli/text/profileHead';
import { readProfile } from '../../../../src/decode/formats/readProfile';
import { pairEqual } from '../../../../src/engine/lines/matchLines';
import { defaultThresholds } from '../../../../src/shared/model/verdictThresholds';
import { profileFromText } from '../../../support/profiles/profileText';
import { inWorkspace } from '../../builders';
import { noKnowledge, observationOf } from '../judge/builders';

const many = 200_000;

it('a location of very many inlined calls is judged', () => {
  const inlined = Array.from({ length: many }, () => '~main.inlined@/ws/deep.go:7').join(';');
  const judge = verdicts.createJudge();
  const poll = { goroutines: `${inlined};main.main@/ws/main.go:3 4` };
  judge.observe(observationOf(poll, 0, 2000), inWorkspace, 0);
  expect(judge.findings(noKnowledge, defaultThresholds)).toEqual([]);
});

it('what the fuzzer found is judged', () => {
  const file = join(import.meta.dirname, '../../../fixtures/fuzz/profile.2026.207500.bin.gz');
  const profile = readProfile(gunzipSync(readFileSync(file)), 'found');
  const judge = verdicts.createJudge();
  judge.observe({ ...observationOf({}, 0, 2000), heap: profile, goroutines: profile }, inWorkspace, 0);
  expect(judge.findings(noKnowledge, defaultThresholds)).toBeInstanceOf(Array);
});

it('very many comments stand in the heading of a report', () => {
  const comments = Array.from({ length: many }, (_, nth) => `comment ${String(nth)}`);
  const profile = profileFromText('main.main 1', { comments });
  const lines = profileHead(profile, { sampleType: { type: 'goroutine', unit: 'count' }, total: 1 });
  expect(lines.filter((line) => line.startsWith('comment '))).toHaveLength(many);
});

it('very many equal lines of a file are paired', () => {
  const lines = Array.from({ length: many }, () => 'return nil');
  expect(pairEqual(lines, lines)).toHaveLength(many);
});
