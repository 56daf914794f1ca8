// `leaklens watch beam:…` on programs of the suite that judges the verdicts, in the folder of all of them: other nodes, states, supervisors.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasErlang, startErlangMachine, type ErlangMachine } from '../../support/erlang/realNode';
import { beamProgramsFolder, buildBeamPrograms, hasElixir } from '../../support/evaluate/beam/beamPrograms';
import { scoreProgram, type WatchFinding } from '../../support/evaluate/score';
import { readTruth } from '../../support/evaluate/truth';
import { leaklens } from '../harness';

const names = ['monitored_remotely', 'history', 'carts'];

describe.skipIf(!hasErlang() || !hasElixir())(
  'a node',
  () => {
    let machine: ErlangMachine;

    beforeAll(async () => {
      machine = await startErlangMachine();
    });
    afterAll(() => machine.dispose());

    it.concurrent.each(names)('that runs %s is told by the marks in its source', async (name) => {
      const truth = readTruth(beamProgramsFolder, /\.(?:erl|ex)$/).find((program) => program.name === name)!;
      const [built] = buildBeamPrograms([name]);
      const node = await machine.start({ name, args: built!.args });
      const environment = { ...node.environment, RELEASE_COOKIE: node.cookie };
      const line = ['watch', `beam:${name}@localhost`, '--for', '40s', '--every', '1s', '--format', 'json'];
      const { out } = await leaklens(line, { environment, workingDirectory: beamProgramsFolder });
      await node.kill();
      const score = scoreProgram(truth, (JSON.parse(out) as { findings: WatchFinding[] }).findings);
      expect(score.leaks.map(({ leak, found }) => [leak.kind, found])).toEqual([[truth.leaks[0]!.kind, 'probable']]);
      expect(score.findings.map(({ judgement }) => judgement)).toEqual(['right']);
    });
  },
  120_000,
);
