import type { SeriesPoint } from '../../shared/model/series/series';

/** What a session leaves for the next one of its target. */
export interface KeptVerdicts {
  /** Counts the processes seen behind the target. */
  readonly life: number;
  /** As the follower wrote it. */
  readonly memory: string;
}

const version = 1;

export function keptText(kept: KeptVerdicts): string {
  return JSON.stringify({ version, ...kept });
}

/** What `keptText` wrote; null where it is of another version, or of a life before the newest point. */
export function parseKept(text: string | null, latest: SeriesPoint | null): KeptVerdicts | null {
  if (text === null) return null;
  try {
    const parsed = JSON.parse(text) as Record<string, unknown> | null;
    const { life, memory } = parsed ?? {};
    if (parsed?.['version'] !== version || typeof life !== 'number' || typeof memory !== 'string') return null;
    return life >= (latest?.life ?? 0) ? { life, memory } : null;
  } catch {
    // Anybody may have edited it: then nothing is remembered.
    return null;
  }
}
