// Watches one field service, and says what was found, how steadily, how often it was asked, and what that cost it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withProgram } from '../runProgram.ts';
import type { WatchAnswer } from '../watchUrl.ts';
import { watchEverySeconds, watchUrl } from '../watchUrl.ts';
import type { BuiltField } from './buildField.ts';
import type { FieldTruth } from './fieldTruth.ts';
import { readRecording } from '../recorded/recording.ts';
import type { FieldScore } from './scoreField.ts';
import { scoreField } from './scoreField.ts';
import { underLoad } from './surroundings.ts';
import type { TierStory } from '../recorded/tappedRound.ts';
import { readRounds, tierStories } from '../recorded/tappedRound.ts';

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
  /** Null where a recording was watched. */
  readonly cost: FieldCost | null;
}

export interface WatchTask {
  /** The command line with a tap. */
  readonly command: string;
  readonly seconds: number;
  /** Where reports and rounds are kept. */
  readonly reports: string;
}

export interface LiveTask extends WatchTask {
  readonly built: BuiltField;
  readonly environment: Readonly<Record<string, string>>;
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

function costOf(before: Counters, after: Counters): FieldCost {
  const spent = after.profileNanos - before.profileNanos;
  return {
    coreShare: spent / (after.uptimeNanos - before.uptimeNanos),
    ownShare: spent / Math.max(1, after.processNanos - before.processNanos),
    requests: after.requests - before.requests,
    bytes: after.bytes - before.bytes,
  };
}

interface Watching {
  readonly repository: string;
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** One run of the command line, and what is to be said of it. */
async function watch(truth: FieldTruth, task: WatchTask, watching: Watching): Promise<Omit<FieldWatch, 'cost'>> {
  const { command, seconds, reports } = task;
  const { repository, url } = watching;
  const rounds = join(reports, `${truth.name}.rounds.jsonl`);
  mkdirSync(reports, { recursive: true });
  rmSync(rounds, { force: true });
  const environment = { ...watching.environment, LEAKLENS_FIELD_ROUNDS: rounds };
  const { findings, report }: WatchAnswer = await watchUrl(url, { seconds, folder: repository, command, environment });
  writeFileSync(join(reports, `${truth.name}.json`), JSON.stringify(report, null, 1));
  return {
    score: scoreField(truth, findings, repository),
    stories: tierStories(readRounds(rounds)),
    polls: (report as { polls: number }).polls,
    pollsDue: Math.floor(seconds / watchEverySeconds),
  };
}

/** Runs the service under load and watches it. @throws Error when the service or the watch fails */
export async function watchField(truth: FieldTruth, task: LiveTask): Promise<FieldWatch> {
  const { built, environment } = task;
  const program = { binary: join(built.programs, truth.name), folder: built.repository, environment };
  return withProgram(program, ({ url }) =>
    underLoad(built, { truth, url }, async () => {
      const before = await counters(url);
      const watched = await watch(truth, task, { repository: built.repository, url, environment: {} });
      return { ...watched, cost: costOf(before, await counters(url)) };
    }),
  );
}

/** Watches the service's recording. @throws Error when there is none, or the watch fails */
export async function replayField(truth: FieldTruth, task: WatchTask, recordings: string): Promise<FieldWatch> {
  const folder = join(recordings, truth.name);
  const { repository } = readRecording(folder);
  const watching = { repository, url: 'http://127.0.0.1:1', environment: { LEAKLENS_FIELD_RECORDING: folder } };
  return { ...(await watch(truth, task, watching)), cost: null };
}
