// What an engine says of the lines of gateway.go during the day of test/support/soak/serviceDay.ts, poll by poll.
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { Confidence } from '../../../../src/shared/model/finding';
import type { FindingView, TargetFindings } from '../../../../src/shared/wires/findingView';
import type { LineHint } from '../../../../src/shared/model/hint';
import { healthyService, isAway, leakedAt, leakingService, millisOf, momentOf } from '../../../support/soak/serviceDay';

/** 0-based; see the marks in test/services/gateway/gateway.go. */
const lines = { spawn: 24, allocation: 32, blocked: 37 };
const trendPoints = 60;

/** How sure an engine is that a process of this age leaks; null while it says nothing. */
function confidenceAt(poll: number): Confidence | null {
  const { age, leaks } = momentOf(poll);
  if (!leaks || age < 10) return null;
  if (age < 20) return 'possible';
  return age < 40 ? 'probable' : 'proven';
}

function findingAt(uri: string, poll: number, line: number): FindingView | null {
  const confidence = confidenceAt(poll);
  if (confidence === null) return null;
  const leaked = String(leakedAt(leakingService, poll));
  const place = (at: number) => ({ uri, line: at, label: `gateway.go:${String(at + 1)}` });
  return {
    id: `goroutine-leak-${String(line)}`,
    kind: line === lines.blocked ? 'goroutine-leak' : 'heap-growth',
    confidence,
    confidenceText: confidence,
    status: null,
    stage: { stage: 'possible', sinceMillis: null, asOfMillis: null },
    statusText: '',
    title: `${leaked} goroutines wait here: channel send`,
    row: `${leaked} stuck`,
    heldBytes: 0,
    place: place(line),
    functionName: '(*session).receive',
    evidence: [
      `${leaked} goroutines wait on this line, and their number has risen for ${String(momentOf(poll).age)} polls.`,
      `The longest waits since minute ${String(momentOf(poll).age / 6)}.`,
      'No other goroutine that is left receives from the channel.',
    ],
    advice: 'Let the send end when the session ends: select on its done channel too.',
    cure: 'Select on its done channel too.',
    related: [{ place: place(lines.spawn), role: 'starts the goroutines', functionName: '(*gateway).serve' }],
    trendEnds: { from: '0', to: `${leaked} goroutines` },
    trend: Array.from({ length: trendPoints }, (_, back) => {
      const at = Math.max(0, poll - trendPoints + 1 + back);
      return [millisOf(at), leakedAt(leakingService, at)] as const;
    }),
    ignored: null,
  };
}

/** Of both services. While one is away, its findings stay. */
export function findingsAt(uri: string, poll: number): readonly TargetFindings[] {
  const findings = [lines.blocked, lines.allocation].flatMap((line) => findingAt(uri, poll, line) ?? []);
  return [
    { targetId: leakingService.id, targetName: leakingService.name, findings, baselineSetAtMillis: null },
    { targetId: healthyService.id, targetName: healthyService.name, findings: [], baselineSetAtMillis: null },
  ];
}

export function hintsAt(poll: number): readonly LineHint[] {
  const leaked = leakedAt(leakingService, poll);
  const growing = leaked > 60;
  const confidence = confidenceAt(poll);
  const unsure = isAway(leakingService, poll);
  const hint = (line: number, kind: LineHint['kinds'][number], text: string): LineHint => {
    return { line, kinds: [kind], text, growing, confidence, unsure };
  };
  const heap = hint(lines.allocation, 'heap', `${String(leaked * 64)} KB live, ${String(poll % 97)} KB/min`);
  if (leaked === 0) return [heap];
  return [
    hint(lines.spawn, 'spawn', `starts ${String(leaked)} goroutines that wait: channel send`),
    heap,
    hint(lines.blocked, 'blocked', `${String(leaked)} goroutines wait: channel send, +72/min`),
  ];
}

export function diagnosticsAt(uri: string, poll: number): Diagnostic[] {
  return findingsAt(uri, poll).flatMap(({ findings }) =>
    findings.flatMap(({ id, kind, place, title }) => {
      const start = { line: place?.line ?? 0, character: 2 };
      const range = { start, end: { ...start, character: 20 } };
      return [
        { range, severity: DiagnosticSeverity.Warning, source: 'LeakLens', code: kind, message: title, data: id },
      ];
    }),
  );
}
