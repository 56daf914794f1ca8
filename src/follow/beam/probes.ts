import type { Measure } from '../../shared/model/beam/measure';
import { LeakLensError } from '../../shared/model/errors';
import type { Evidence, Finding, FindingSite, ProbeName } from '../../shared/model/finding';
import type { CollectedProcess, MonitorTrace } from '../../shared/ports/runtime/nodeLooks';
import type { WatchedNode } from '../../shared/ports/runtime/watchedNode';
import type { LifePlaces } from './places/lifePlaces';

/** What came of what was tried. */
export interface ProbeAnswer {
  readonly evidence: readonly Evidence[];
  /** The line that was seen at work, in the workspace, with what is written there; null where none was. */
  readonly seen: { readonly site: FindingSite; readonly operation: string } | null;
}

export interface ProbeParts {
  readonly node: Pick<WatchedNode, 'collect' | 'traceMonitors'>;
  readonly places: Pick<LifePlaces, 'placeFrame'>;
  /** For errors. */
  readonly subject: string;
}

/** What a trace sees at most, and for how long: some seconds of a process that monitors now and then. */
const traced = { most: 20, millis: 3000 } as const;

/** What is left of more than this part of it was no garbage. */
const heldShare = 0.5;

/** Tries what a person has agreed to. @throws LeakLensError */
export async function tryAtNode(
  parts: ProbeParts,
  { probe, measure }: { readonly probe: ProbeName; readonly measure: Measure },
  signal: AbortSignal,
): Promise<ProbeAnswer> {
  const process = measure.process?.pid ?? '';
  return probe === 'collect'
    ? collected(await parts.node.collect(process, signal), parts.subject)
    : placed(await parts.node.traceMonitors({ process, ...traced }, signal), parts);
}

/** A finding with what was tried: where a line was seen at work, that is the line, and no other may be meant. */
export function withProbed(finding: Finding, answer: ProbeAnswer | undefined): Finding {
  if (answer === undefined) return finding;
  const evidence = [...finding.evidence, ...answer.evidence];
  if (answer.seen === null) return { ...finding, evidence };
  const { site, operation } = answer.seen;
  return { ...finding, evidence, site, operation, related: finding.related.filter(({ role }) => role !== 'or-here') };
}

function collected({ before, after }: CollectedProcess, subject: string): ProbeAnswer {
  if (after === null) throw new LeakLensError({ kind: 'not-found', subject, detail: `${before.pid} has ended` });
  // All that it keeps alive: binaries are beside its heap.
  const bytesOf = ({ memory, binaryBytes }: CollectedProcess['before']) => memory + (binaryBytes ?? 0);
  const [had, has] = [bytesOf(before), bytesOf(after)];
  const evidence: Evidence[] = [
    { name: 'collected-before', value: had, unit: 'bytes' },
    { name: 'collected-after', value: has, unit: 'bytes' },
    { name: has > had * heldShare ? 'collected-held' : 'collected-garbage', value: 1, unit: 'none' },
  ];
  return { evidence, seen: null };
}

async function placed(trace: MonitorTrace, { places, subject }: ProbeParts): Promise<ProbeAnswer> {
  if (trace.ending === 'other-tracer') {
    throw new LeakLensError({ kind: 'erlang', erlang: 'other-tracer', subject, detail: 'erlang:trace_info/2' });
  }
  if (trace.ending === 'gone') throw new LeakLensError({ kind: 'not-found', subject, detail: 'the process has ended' });
  const [most] = trace.callers;
  if (most === undefined) {
    return { evidence: [{ name: 'traced-none', value: traced.millis / 1000, unit: 'seconds' }], seen: null };
  }
  const { by, file, line } = most;
  const { site, operation } = await places.placeFrame({ ...by, file, line });
  const evidence: Evidence[] = [
    { name: 'traced-calls', value: trace.calls, unit: 'count' },
    { name: site === null ? 'traced-elsewhere' : 'traced-here', value: most.calls, unit: 'count' },
  ];
  return { evidence, seen: site === null ? null : { site, operation } };
}
