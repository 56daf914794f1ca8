import { LeakLensError } from '../../shared/model/errors';
import type { LiveOrigin } from '../../shared/model/views/profileOrigin';
import type { ProfileBytes } from '../../shared/ports/engine/profileViewer';
import type { LiveProfiles } from '../../shared/ports/runtime/liveProfiles';
import type { RuntimeWorks } from '../../shared/ports/runtime/runtimeWork';
import type { SourceAnswer } from '../../shared/ports/sources/profileSource';
import type { TargetSource } from '../../shared/ports/sources/targetSource';

export interface LiveOriginParts {
  readonly works: RuntimeWorks;
  /** Of a connected service. @throws LeakLensError `not-found` */
  readonly sourceOf: (targetId: string) => TargetSource;
}

/** Profiles of connected services: asked when they are opened, or taken from the polls where somebody follows. */
export class LiveOrigins {
  private readonly parts: LiveOriginParts;
  private readonly numbers = new WeakMap<SourceAnswer, number>();
  private last = 0;

  constructor(parts: LiveOriginParts) {
    this.parts = parts;
  }

  /** The same only for what the polls were answered once: whatever is asked anew is another profile. @throws LeakLensError `not-found` */
  key(origin: LiveOrigin): string {
    const { answer } = this.find(origin);
    return `live ${origin.targetId} ${origin.profile} ${String(answer === null ? (this.last += 1) : this.numberOf(answer))}`;
  }

  /** @throws LeakLensError */
  async read(origin: LiveOrigin, signal: AbortSignal): Promise<ProfileBytes> {
    const { source, live, answer } = this.find(origin);
    // What the polls were answered may be opened again.
    if (answer !== null) return { bytes: answer.bytes.slice(), subject: answer.url };
    const { bytes, url } = await live.ask(source, origin, signal);
    return { bytes, subject: url };
  }

  private find(origin: LiveOrigin): {
    readonly source: TargetSource;
    readonly live: LiveProfiles;
    readonly answer: SourceAnswer | null;
  } {
    const source = this.parts.sourceOf(origin.targetId);
    const { live } = this.parts.works.of(source.runtime);
    if (live === undefined) {
      const detail = 'there are no profiles of this kind of process';
      throw new LeakLensError({ kind: 'not-found', subject: source.target.name, detail });
    }
    return { source, live, answer: origin.follows ? live.polled(source, origin) : null };
  }

  private numberOf(answer: SourceAnswer): number {
    const number = this.numbers.get(answer) ?? (this.last += 1);
    this.numbers.set(answer, number);
    return number;
  }
}
