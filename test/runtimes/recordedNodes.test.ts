// Nodes without an Erlang: recorded conversations, held again over a real socket. The client of the distribution, its terms, the judge and
// the places in the source are the real ones, and what a node is asked must be what it was asked when it was recorded.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Finding } from '../../src/shared/model/finding';
import { termCodec } from '../../src/decode/etf/termCodec';
import { createErlangConnector } from '../../src/sources/erlang/erlangConnector';
import { healthyCalls, leakCases, lineOfCase, taggedCase } from '../support/erlang/beamCases';
import { erlangPrograms } from '../support/erlang/erlangPrograms';
import { followNode } from '../support/erlang/followNode';
import { recordAnew, replayCookie, replayNode } from '../support/erlang/replayNode';
import { FakeClock } from '../support/fakeClock';
import { repositoryRoot } from '../support/paths';
import { leaklens } from '../cli/harness';

async function followedThrough(name: string) {
  const replayed = await replayNode(name);
  const { address, conversation } = replayed;
  const clock = new FakeClock(0);
  const connector = createErlangConnector({ codec: termCodec, environment: {}, homeDirectory: '/nowhere' });
  const node = await followNode({ address, cookie: replayCookie, connector, clock, folder: erlangPrograms });
  onTestFinished(() => node.dispose());
  const told = [];
  for (const at of conversation.rounds) {
    await clock.advance(at - clock.now());
    told.push(await node.round());
  }
  expect(replayed.unknown, recordAnew).toEqual([]);
  expect(replayed.unasked(), recordAnew).toEqual([]);
  return told;
}

const certain = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ confidence }) => confidence === 'probable' || confidence === 'proven');

describe('a recorded node', () => {
  it.each(leakCases)('that ran $program is told as $kind, on its line', async (expected) => {
    const told = await followedThrough(expected.program);
    const findings = certain(told.at(-1) ?? []);
    expect(findings).toMatchObject([
      { kind: expected.kind, site: { function: expected.function, line: lineOfCase(expected) } },
    ]);
    // Not before it was watched for long enough.
    expect(certain(told.slice(0, 8).flat())).toEqual([]);
  });

  it('that was started with +Muatags code tells which of two lines it is', async () => {
    const findings = certain((await followedThrough(taggedCase.program)).at(-1) ?? []);
    expect(findings).toMatchObject([
      { kind: 'monitor-leak', site: { function: taggedCase.function, line: lineOfCase(taggedCase) } },
    ]);
    const [{ evidence, related, amount }] = findings as [Finding];
    expect(related.map(({ role }) => role)).not.toContain('or-here');
    const blocks = evidence.find(({ name }) => name === 'tagged-here')?.value ?? 0;
    expect(blocks / amount.value).toBeGreaterThan(0.9);
    expect(blocks / amount.value).toBeLessThan(1.1);
  });

  it.each(healthyCalls.filter((call) => existsSync(recordingOf(`healthy_${call}`))))(
    'that was healthy (%s) is not accused',
    async (call) => {
      expect(certain((await followedThrough(`healthy_${call}`)).flat())).toEqual([]);
    },
  );

  it('has its memory told, and who is monitored by whom', async () => {
    const { address, unknown, unasked } = await replayNode('looks');
    const environment = { RELEASE_COOKIE: replayCookie };
    const memory = await leaklens(['memory', address], { environment });
    expect(memory.out).toMatch(/^looks@localhost, OTP \d+ \(ERTS [\d.]+\), up for /);
    expect(memory.out).toMatch(/\nbinary +\S+ \S+ +<?\d+% {2}binaries of 65 bytes and more/);
    const by = ['--by', 'monitored-by', '--window', '1s', '--limit', '3'];
    const { out } = await leaklens(['processes', address, ...by], { environment });
    expect(out).toMatch(/<0\.\d+\.0> ledger \(ledger:init\/1\)\n {4}in gen_server:loop\/7 gen_server\.erl:\d+\n/);
    expect(out).toMatch(/monitored by <0\.\d+\.0> monitor_pool: [\d,]+ times\n/);
    expect(unknown, recordAnew).toEqual([]);
    expect(unasked(), recordAnew).toEqual([]);
  });

  it('does not let in who does not know its cookie, and notes what nobody asked it before', async () => {
    const { address, unknown } = await replayNode('looks');
    const refused = await leaklens(['memory', address], { environment: { RELEASE_COOKIE: 'other' } });
    expect(refused.error).toContain('does not accept the cookie');
    const environment = { RELEASE_COOKIE: replayCookie };
    await leaklens(['processes', address, '--by', 'binary'], { environment });
    expect(unknown).toContain('lists:zipwith/3');
  });
});

function recordingOf(name: string): string {
  return join(repositoryRoot, 'test/fixtures/conversations', `${name}.conversation`);
}
