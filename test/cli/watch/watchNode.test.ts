// `leaklens watch beam:…` against real nodes: the leaks of test/services/beam-erlang on their lines, and healthy nodes accused of nothing.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { healthyCalls, leakCases, lineOfCase, taggedCase } from '../../support/erlang/beamCases';
import { erlangPrograms, running } from '../../support/erlang/erlangPrograms';
import {
  erlangRelease,
  hasErlang,
  releaseWithTags,
  startErlangMachine,
  tagged,
  type ErlangMachine,
} from '../../support/erlang/realNode';
import { junitFaults } from '../../support/outputs/junitFaults';
import { sarifFaults } from '../../support/outputs/sarifFaults';
import { leaklens } from '../harness';

const reports = mkdtempSync(join(tmpdir(), 'leaklens-reports-'));
afterAll(() => rmSync(reports, { recursive: true, force: true }));

interface Watched {
  readonly series: Readonly<Record<string, readonly unknown[]>>;
  readonly findings: readonly {
    readonly kind: string;
    readonly confidence: string;
    readonly title: string;
    readonly evidence: readonly { readonly name: string }[];
    readonly site: { readonly function: string; readonly file: string; readonly line: number } | null;
  }[];
}

describe.skipIf(!hasErlang())(
  'a node',
  () => {
    let machine: ErlangMachine;

    beforeAll(async () => {
      machine = await startErlangMachine();
    });
    afterAll(() => machine.dispose());

    async function watch(program: string, call = 'start', ...argv: readonly string[]) {
      const name = `${program}_${call}`;
      const flags = program === taggedCase.program ? tagged : [];
      const node = await machine.start({ name, args: [...flags, ...running(program, call)] });
      const environment = { ...node.environment, RELEASE_COOKIE: node.cookie };
      const line = ['watch', `beam:${name}@localhost`, '--for', '34s', '--every', '1s', ...argv];
      const outcome = await leaklens(line, { environment, workingDirectory: erlangPrograms });
      await node.kill();
      return outcome;
    }

    it.concurrent.each(leakCases)('that runs $program is told as $kind, on its line', async (expected) => {
      const { program, kind, function: name } = expected;
      const [sarif, junit] = [join(reports, `${program}.sarif`), join(reports, `${program}.xml`)];
      const files = ['--write', `sarif=${sarif}`, '--write', `junit=${junit}`];
      const { out, status } = await watch(program, 'start', '--format', 'json', '--fail-on', 'possible', ...files);
      expect(sarifFaults(readFileSync(sarif, 'utf8'))).toEqual([]);
      expect(await junitFaults(readFileSync(junit, 'utf8'))).toEqual([]);
      const { findings, series } = JSON.parse(out) as Watched;
      expect(findings.map((finding) => [finding.kind, finding.site?.function, finding.site?.line])).toEqual([
        [kind, name, lineOfCase(expected)],
      ]);
      expect(status).toBe(1);
      expect(series['atoms']!.length).toBeGreaterThan(3);
    });

    // Of the first line that could be meant the source says no more than “or here”.
    it.skipIf(!(erlangRelease() >= releaseWithTags))(
      'that was started with +Muatags code tells which of two lines it is (needs OTP 27)',
      async () => {
        const { program, function: name } = taggedCase;
        const { out } = await watch(program, 'start', '--format', 'json');
        const [first, ...others] = (JSON.parse(out) as Watched).findings;
        expect(others).toEqual([]);
        expect(first).toMatchObject({ confidence: 'probable', site: { function: name, line: lineOfCase(taggedCase) } });
        expect(first?.evidence.map((piece) => piece.name)).toContain('tagged-here');
      },
    );

    it.concurrent.each(healthyCalls)('that is healthy (%s) is not accused', async (call) => {
      const { out, status } = await watch('healthy', call, '--format', 'json', '--fail-on', 'probable');
      const { findings } = JSON.parse(out) as Watched;
      expect(findings.filter(({ confidence }) => confidence !== 'possible')).toEqual([]);
      expect(status).toBe(0);
    });
  },
  120_000,
);
