// The runtime's own list of leaked goroutines, held against the findings. Absence from it proves nothing; presence does.
import type { Bar } from './bars.ts';
import { shareText } from './bars.ts';
import type { Place, ProgramScore } from './score.ts';
import type { ProgramTruth } from './truth.ts';
import { isLine } from './truth.ts';

export interface RefereeScore {
  readonly name: string;
  /** Leaks that the runtime proves, as `main.go:42`. */
  readonly proven: readonly string[];
  /** Of these, the ones that LeakLens did not call proven or probable. */
  readonly missed: readonly string[];
  /** Lines of findings that are called proven and are not in the runtime's list. */
  readonly unfounded: readonly string[];
}

const framePattern = /^#\t0x[0-9a-f]+\t(.+?)\+0x[0-9a-f]+\t+(.+):(\d+)$/;

/** The frames of a goroutine or goroutineleak profile in text (`debug=1`). */
export function framesOf(text: string): Place[] {
  return text.split('\n').flatMap((line) => {
    const match = framePattern.exec(line);
    return match === null ? [] : [{ function: match[1] ?? '', file: match[2] ?? '', line: Number(match[3]) }];
  });
}

/** Compares the findings about a program with the runtime's list of it. */
export function compareWithRuntime(truth: ProgramTruth, score: ProgramScore, frames: readonly Place[]): RefereeScore {
  const proven = score.leaks.filter(({ leak }) => {
    const at = leak.at;
    return leak.kind === 'goroutine-leak' && at !== null && frames.some((frame) => isLine(truth.name, at, frame));
  });
  const claims = score.findings.filter(({ finding }) => finding.confidence === 'proven' && finding.site !== null);
  const unfounded = claims.filter(
    ({ finding: { site } }) => !frames.some((frame) => frame.file === site?.file && frame.line === site.line),
  );
  const text = (leaks: typeof proven): string[] =>
    leaks.map(({ leak }) => `${leak.at?.file ?? ''}:${leak.at?.line ?? 0}`);
  return {
    name: truth.name,
    proven: text(proven),
    missed: text(proven.filter(({ found }) => found !== 'proven' && found !== 'probable')),
    unfounded: unfounded.map(({ finding: { site } }) => `${site?.file ?? ''}:${site?.line ?? 0}`),
  };
}

/** The bars that the runtime sets. */
export function refereeBars(scores: readonly RefereeScore[]): Bar[] {
  const count = (of: (score: RefereeScore) => readonly string[]): number =>
    scores.reduce((sum, score) => sum + of(score).length, 0);
  const proven = count((score) => score.proven);
  const missed = count((score) => score.missed);
  const unfounded = scores.filter((score) => score.unfounded.length > 0).map(({ name }) => name);
  return [
    {
      name: 'every leak that the runtime proves is found',
      measured: shareText(proven - missed, proven),
      holds: missed === 0,
    },
    {
      name: 'nothing is called proven that the runtime does not prove',
      measured: unfounded.length === 0 ? 'nothing is' : unfounded.join(', '),
      holds: unfounded.length === 0,
    },
  ];
}
