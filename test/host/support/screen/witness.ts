// Looks at the screen over and over while something happens, and notes what stays false for longer than two polls.
import { onScreen, type OnScreen } from './onScreen';

/** What is true of the service, as it knows itself. */
export interface TruthNow {
  readonly isUp: boolean;
  readonly isLeaking: boolean;
  /** Goroutines that will wait for ever. */
  readonly leaked: number;
  /** How long its process has run, s. */
  readonly ageSeconds: number;
}

/** A statement that would be false: what it is, and whether it stands there now. */
type Falsehood = readonly [what: string, stands: (screen: OnScreen, truth: TruthNow) => boolean];

const falsehoods: readonly Falsehood[] = [
  ['fixed, while it leaks', ({ findings }, { isUp, isLeaking }) => isUp && isLeaking && /\bfixed\b/i.test(findings)],
  [
    'fixed on its line, while it leaks',
    ({ hints }, { isUp, isLeaking }) => isUp && isLeaking && hints.some((hint) => /\bfixed\b/i.test(hint)),
  ],
  [
    'a leak on its line, where nothing waits any more',
    ({ hints }, { isUp, leaked }) => isUp && leaked === 0 && hints.some((hint) => /\bleak: /.test(hint)),
  ],
  [
    'another number in the list than on its line',
    ({ hints, findings }, { isUp }) => {
      const [, onLine] = /leak\?? ?:? ?([\d,]+) stuck/.exec(hints.join()) ?? [];
      return isUp && onLine !== undefined && !findings.includes(`${onLine} stuck`);
    },
  ],
  ['that it answers', ({ statusBar }, { isUp }) => !isUp && !/not answering|connecting/.test(statusBar)],
  ['that it does not answer', ({ statusBar }, { isUp }) => isUp && /not answering/.test(statusBar)],
  ['numbers of a service that is gone as if they were new', ({ hints }, { isUp }) => !isUp && hints.some(isUndated)],
  [
    'that nothing was found in a time in which this process did not run',
    ({ findings }, { isUp, ageSeconds }) => isUp && quietSeconds(findings) > ageSeconds + 2,
  ],
];

function isUndated(hint: string): boolean {
  return !hint.includes('as of ');
}

/** `Nothing found in the last 12 s of this process.` 0 where it does not say so. */
function quietSeconds(findings: string): number {
  const [, value = '0', unit = 's'] = /Nothing found in the last (\d+) (s|min)/.exec(findings) ?? [];
  return Number(value) * (unit === 'min' ? 60 : 1);
}

export class Witness {
  /** What stayed false for too long: `fixed, while it leaks: for 4.2 s: …`. */
  readonly seen: string[] = [];
  private readonly since = new Map<string, number>();
  private isWatching = true;
  private readonly watching: Promise<void>;

  /** @param allowedMillis two polls, and what it takes to draw and to look */
  constructor(truth: () => TruthNow, allowedMillis: number) {
    this.watching = this.watch(truth, allowedMillis);
  }

  async end(): Promise<readonly string[]> {
    this.isWatching = false;
    await this.watching;
    return this.seen;
  }

  private async watch(truth: () => TruthNow, allowedMillis: number): Promise<void> {
    while (this.isWatching) {
      const screen = await onScreen();
      for (const [what, stands] of falsehoods) this.note(what, stands(screen, truth()) ? screen : null, allowedMillis);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  private note(what: string, screen: OnScreen | null, allowedMillis: number): void {
    if (screen === null) {
      this.since.delete(what);
      return;
    }
    const since = this.since.get(what) ?? Date.now();
    this.since.set(what, since);
    const lasted = Date.now() - since;
    if (lasted <= allowedMillis || this.seen.some((one) => one.startsWith(what))) return;
    this.seen.push(`${what}: for ${String(lasted)} ms: ${JSON.stringify(screen)}`);
  }
}
