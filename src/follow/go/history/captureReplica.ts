import { LeakLensError } from '../../../shared/model/errors';
import { notKept } from '../../../shared/model/archive/archive';
import type { CapturedMoment, MomentAsk, Moments } from '../../../shared/ports/runtime/moments';
import { isReplicaSource, type ReplicaSource } from '../../../shared/ports/sources/replicaSource';
import type { OpenReader, TakenSoFar, TargetReader } from '../../../shared/ports/runtime/targetReader';

/** Captures processes, and replicas in archives: of these there are the two profiles, and why there is nothing else. */
export function captureWithHistory({ capture }: Pick<Moments, 'capture'>, openReader: OpenReader): Moments['capture'] {
  return async (ask, signal) => {
    const { source } = ask;
    if (!isReplicaSource(source)) return capture(ask, signal);
    const reader = openReader(source.target.url);
    try {
      return await captureReplica({ ask, source, reader }, signal);
    } finally {
      reader.dispose();
    }
  };
}

interface Capturing {
  readonly ask: MomentAsk;
  readonly source: ReplicaSource;
  readonly reader: TargetReader;
}

const files = {
  heap: { file: 'heap.pb.gz', kind: 'heap', percent: 0 },
  goroutine: { file: 'goroutine.pb.gz', kind: 'goroutines', percent: 50 },
} as const;

async function captureReplica(capturing: Capturing, signal: AbortSignal): Promise<CapturedMoment> {
  const { reader, ask, source } = capturing;
  const heap = await keep(capturing, { profile: 'heap', beginsRound: true }, signal);
  const goroutine = await keep(capturing, { profile: 'goroutine', beginsRound: heap === null }, signal);
  const taken = { heap: heap !== null, goroutines: goroutine !== null };
  if (heap === null && goroutine === null) {
    const subject = source.target.name;
    throw new LeakLensError({ kind: 'archive', archive: 'nothing', subject, detail: 'heap, goroutine' });
  }
  const capturedAtMillis = source.toldMillis;
  const { liveHeapBytes, goroutines } = await reader.gather(
    { atMillis: capturedAtMillis, residentBytes: null, memory: null, taken },
    signal,
  );
  const why = ask.redact ? '' : notKept;
  return {
    capturedAtMillis,
    summary: {
      ...(liveHeapBytes !== null && { liveHeap: liveHeapBytes }),
      ...(goroutines !== null && { goroutines }),
    },
    missing: ['memory', 'stacks'].map((kind) => ({ kind, why })),
  };
}

/** Of the moment that was told last, so that both are of one. */
async function keep(
  { ask, source, reader }: Capturing,
  { profile, beginsRound }: { readonly profile: keyof typeof files; readonly beginsRound: boolean },
  signal: AbortSignal,
): Promise<TakenSoFar | null> {
  const { file, kind, percent } = files[profile];
  ask.progress(percent, kind);
  const answer = source.told(profile);
  if (answer === null) return null;
  const { bytes, url: subject } = answer;
  const maxBytes = ask.maxAnswerBytes();
  const taken = await reader.take({ request: profile, beginsRound, bytes: bytes.slice(), subject, maxBytes }, signal);
  const kept = ask.redact ? (await reader.redact({ name: file, bytes: bytes.slice(), maxBytes }, signal)).bytes : bytes;
  await ask.write(file, kept);
  return taken;
}
