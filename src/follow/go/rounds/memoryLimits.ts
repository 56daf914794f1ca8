import type { MemoryLimit, SeriesLimit } from '../../../shared/model/series/outlook';
import type { ProfileSource } from '../../../shared/ports/sources/profileSource';

/** What a round tells of it. */
export interface LimitedRound {
  /** Another process than in the round before. */
  readonly isOther: boolean;
  /** This machine knows what the process takes. */
  readonly isResidentKnown: boolean;
  /** GOMEMLIMIT as the service publishes it, bytes; null where it does not, or there is none. */
  readonly goLimitBytes: number | null;
}

/** What is not back with the operating system, as GOMEMLIMIT counts it (runtime/debug, SetMemoryLimit: Sys − HeapReleased). */
const ofGo = { series: 'sys', less: 'heapReleased' } as const;
const ofMachine = { series: 'rss', less: null } as const;

/** What the memory of a Go process is limited by. The source is asked once for each process. */
export class MemoryLimits {
  private readonly source: Pick<ProfileSource, 'memoryLimits'>;
  private known: Promise<readonly MemoryLimit[]> | null = null;

  constructor(source: Pick<ProfileSource, 'memoryLimits'>) {
    this.source = source;
  }

  /** @param settingBytes what a person says; null for what is found out. Never throws. */
  async of(
    { isOther, isResidentKnown, goLimitBytes }: LimitedRound,
    settingBytes: number | null,
  ): Promise<readonly SeriesLimit[]> {
    if (isOther) this.known = null;
    const counted = isResidentKnown ? ofMachine : ofGo;
    const found = settingBytes === null ? await this.find() : { bytes: settingBytes, origin: 'setting' as const };
    const limits: SeriesLimit[] = [];
    if (found !== null) limits.push({ ...counted, unit: 'bytes', limit: found.bytes, origin: found.origin });
    if (goLimitBytes !== null) limits.push({ ...ofGo, unit: 'bytes', limit: goLimitBytes, origin: 'go' });
    return limits;
  }

  /** The least that ends the process. */
  private async find(): Promise<MemoryLimit | null> {
    this.known ??= this.source.memoryLimits?.() ?? Promise.resolve([]);
    return (await this.known).reduce<MemoryLimit | null>(
      (least, one) => (least !== null && least.bytes <= one.bytes ? least : one),
      null,
    );
  }
}
