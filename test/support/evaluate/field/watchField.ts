// Watches one field service under load, and says what was found, how steadily, how often it was asked, and what that cost it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withProgram } from '../runProgram.ts';
import { watchEverySeconds, watchUrl } from '../watchUrl.ts';
import type { BuiltField } from './buildField.ts';
import type { FieldTruth } from './fieldTruth.ts';
import type { FieldScore } from './scoreField.ts';
import { scoreField } from './scoreField.ts';
import { underLoad } from './surroundings.ts';
import type { TierStory } from './tappedRound.ts';
import { readRounds, tierStories } from './tappedRound.ts';

export interface FieldCost {
  /** CPU time of the threads that answered pprof, as a share of one core. */
  readonly coreShare: number;
  /** The same, as a share of all CPU time that the service used meanwhile. */
  readonly ownShare: number;
  readonly requests: number;
  readonly bytes: number;
}

export interface FieldWatch {
  readonly score: FieldScore;
  readonly stories: readonly TierStory[];
  readonly polls: number;
  readonly pollsDue: number;
  readonly cost: FieldCost;
}

export interface FieldTask {
  readonly built: BuiltField;
  readonly environment: Readonly<Record<string, string>>;
  /** The command line with a tap. */
  readonly command: string;
  readonly seconds: number;
  /** Where reports and rounds are kept. */
  readonly reports: string;
}

interface Counters {
  readonly profileNanos: number;
  readonly processNanos: number;
  readonly uptimeNanos: number;
  readonly requests: number;
  readonly bytes: number;
}

async function counters(url: string): Promise<Counters> {
  return (await (await fetch(`${url}/cost`)).json()) as Counters;
}

/** @throws Error when the service or the watch fails */
export async function watchField(truth: FieldTruth, task: FieldTask): Promise<FieldWatch> {
  const { built, environment, command, seconds, reports } = task;
  const rounds = join(reports, `${truth.name}.rounds.jsonl`);
  mkdirSync(reports, { recursive: true });
  rmSync(rounds, { force: true });
  const program = { binary: join(built.programs, truth.name), folder: built.repository, environment };
  return withProgram(program, ({ url }) =>
    underLoad(built, { truth, url }, async () => {
      const before = await counters(url);
      const settings = { seconds, folder: built.repository, command, environment: { LEAKLENS_FIELD_ROUNDS: rounds } };
      const { findings, report } = await watchUrl(url, settings);
      const after = await counters(url);
      writeFileSync(join(reports, `${truth.name}.json`), JSON.stringify(report, null, 1));
      const spent = after.profileNanos - before.profileNanos;
      return {
        score: scoreField(truth, findings, built.repository),
        stories: tierStories(readRounds(rounds)),
        polls: (report as { polls: number }).polls,
        pollsDue: Math.floor(seconds / watchEverySeconds),
        cost: {
          coreShare: spent / (after.uptimeNanos - before.uptimeNanos),
          ownShare: spent / Math.max(1, after.processNanos - before.processNanos),
          requests: after.requests - before.requests,
          bytes: after.bytes - before.bytes,
        },
      };
    }),
  );
}
