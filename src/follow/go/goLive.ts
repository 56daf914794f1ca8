import { LeakLensError } from '../../shared/model/errors';
import type { LiveProfile } from '../../shared/model/views/liveProfile';
import type { LiveOrigin } from '../../shared/model/views/profileOrigin';
import type { LiveProfiles } from '../../shared/ports/runtime/liveProfiles';
import type { ProfileRequest, ProfileSource, SourceAnswer } from '../../shared/ports/sources/profileSource';
import type { TargetSource } from '../../shared/ports/sources/targetSource';
import { HeardSource } from './heardSource';

/** Which question of the polls answers as well. The allocs profile is the heap profile with another default (runtime/pprof, writeAlloc). */
const askedByPolls: Readonly<Partial<Record<LiveProfile, ProfileRequest>>> = {
  heap: 'heap',
  allocs: 'heap',
  goroutine: 'goroutine',
};

/** Polls after which nobody follows any more who has not asked for what they were answered. */
const patience = 3;

/** The newest answer of the polls to one question, for whoever follows. */
interface Kept {
  answer: SourceAnswer | null;
  /** Answers since somebody asked. */
  unclaimed: number;
}

/** The profiles of Go processes that somebody looks at. */
export class GoLive implements LiveProfiles {
  private readonly endpointOf: (source: TargetSource) => ProfileSource;
  private readonly kept = new WeakMap<ProfileSource, Map<ProfileRequest, Kept>>();

  /** @param endpointOf throws for what is no pprof endpoint */
  constructor(endpointOf: (source: TargetSource) => ProfileSource) {
    this.endpointOf = endpointOf;
  }

  /** The source as polls ask it: what they are answered is kept while somebody follows it. */
  heard(source: ProfileSource): ProfileSource {
    return new HeardSource(source, (request, answer) => this.hear(source, request, answer));
  }

  polled(source: TargetSource, { profile }: LiveOrigin): SourceAnswer | null {
    const request = askedByPolls[profile];
    if (request === undefined) return null;
    const endpoint = this.endpointOf(source);
    const ofSource = this.kept.get(endpoint) ?? new Map<ProfileRequest, Kept>();
    this.kept.set(endpoint, ofSource);
    const kept = ofSource.get(request) ?? { answer: null, unclaimed: 0 };
    ofSource.set(request, kept);
    kept.unclaimed = 0;
    return kept.answer;
  }

  async ask(source: TargetSource, { profile, seconds }: LiveOrigin, signal: AbortSignal): Promise<SourceAnswer> {
    const endpoint = this.endpointOf(source);
    if (endpoint.look !== undefined) return endpoint.look(profile, seconds, signal);
    const detail = 'the source only plays back what was recorded';
    throw new LeakLensError({ kind: 'not-found', subject: source.target.name, detail });
  }

  private hear(source: ProfileSource, request: ProfileRequest, answer: SourceAnswer): void {
    const ofSource = this.kept.get(source);
    const kept = ofSource?.get(request);
    if (kept === undefined) return;
    kept.unclaimed += 1;
    // The reader takes the bytes over, so that whoever follows needs its own.
    if (kept.unclaimed <= patience) kept.answer = { ...answer, bytes: answer.bytes.slice() };
    else ofSource?.delete(request);
  }
}
