// What `npm run evaluate` prints.
import type { Bar, Summary } from './bars.ts';
import { shareText } from './bars.ts';
import type { CaseResult } from './cases.ts';
import type { RefereeScore } from './referee.ts';
import type { JudgedFinding, JudgedLeak, ProgramScore, WatchFinding } from './score.ts';
import { lineText } from './truth.ts';

function leakText(name: string, { leak, found, elsewhere }: JudgedLeak): string {
  const outcome = found === 'proven' || found === 'probable' ? 'hit ' : found === 'possible' ? 'weak' : 'MISS';
  const where = `${name}/${lineText(leak.at)}`.padEnd(34);
  return `${outcome}  ${where} ${leak.kind.padEnd(15)} ${found ?? '-'}${elsewhere ? ' (elsewhere)' : ''}`;
}

function placeText({ site }: WatchFinding): string {
  if (site === null) return 'the process';
  return `${site.file.split('/').slice(-2).join('/')}:${site.line} ${site.function}`;
}

const labels = { right: 'hit ', twice: 'twice', allowed: 'also', explanation: 'info', false: 'FALSE' } as const;

function findingText(name: string, { finding, judgement }: JudgedFinding): string {
  return `${labels[judgement]}  ${name.padEnd(14)} ${finding.kind} ${finding.confidence} ${placeText(finding)}`;
}

/** The lines of one program's table: its leaks, and what was found beside them. */
export function programTexts(score: ProgramScore): string[] {
  const beside = score.findings.filter(({ judgement }) => judgement !== 'right');
  const lines = [
    ...score.leaks.map((leak) => leakText(score.name, leak)),
    ...beside.map((finding) => findingText(score.name, finding)),
    ...(score.joined === false ? [`APART  ${score.name}: the memory is not told with its goroutines`] : []),
    ...score.unexplained.map((kind) => `quiet  ${score.name}: no word of ${kind}`),
  ];
  return lines.length > 0 ? lines : [`ok     ${score.name}`];
}

/** Recall and precision of each tier, at line level. */
export function tierTexts({ leaks, tiers }: Summary): string[] {
  const rows = tiers.map(
    ({ tier, found, right, wrong }) =>
      `${tier.padEnd(10)} recall ${shareText(found, leaks).padEnd(22)} precision ${shareText(right, right + wrong)}`,
  );
  return ['', `${leaks} leaks`, ...rows];
}

/** Seconds of a watch in which a person may hope to be told. */
const hopedSeconds = [30, 60] as const;

/** How soon leaks of each kind were probable or proven; nothing where nobody knows. */
export function paceTexts(scores: readonly ProgramScore[]): string[] {
  const leaks = scores.flatMap((score) => score.leaks);
  const kinds = [...new Set(leaks.map(({ leak }) => leak.kind))].sort();
  return kinds.flatMap((kind) => {
    const ofKind = leaks.filter(({ leak }) => leak.kind === kind);
    const told = ofKind.flatMap(({ afterSeconds }) => afterSeconds ?? []).sort((a, b) => a - b);
    const median = told[Math.floor((told.length - 1) / 2)];
    if (median === undefined) return [];
    const within = hopedSeconds.map((seconds) => {
      const soon = told.filter((after) => after <= seconds).length;
      return `within ${String(seconds)} s ${shareText(soon, ofKind.length)}`;
    });
    return [`${kind.padEnd(16)} told ${within.join(', ')}, median ${median.toFixed(0)} s`];
  });
}

/** What the runtime proves, and where LeakLens differs. */
export function refereeTexts(scores: readonly RefereeScore[]): string[] {
  return scores.flatMap(({ name, proven, missed, unfounded }) => [
    ...(proven.length > 0
      ? [`runtime proves ${name}/${proven.join(', ')}${missed.length > 0 ? `, MISSED ${missed.join(', ')}` : ''}`]
      : []),
    ...unfounded.map((place) => `UNFOUNDED ${name}: proven at ${place}`),
  ]);
}

/** One bar and whether it holds. */
export function barText({ name, measured, holds }: Bar): string {
  return `${holds ? 'pass' : 'FAIL'}  ${name}: ${measured}`;
}

/** One case and what is wrong with its verdict. */
export function caseText({ name, problems }: CaseResult): string {
  return `${problems.length === 0 ? 'case ok ' : 'CASE NOT'}  ${name}${problems.map((problem) => `\n          ${problem}`).join('')}`;
}
