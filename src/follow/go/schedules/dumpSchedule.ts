import type { BlockedSite, SiteReport } from '../../../shared/model/siteReport';

/** A dump stops the world, so it is asked for now and then, and soon only when a line waits that no dump has explained. */
const soonestDumpMillis = 10_000;

export interface DumpRule {
  /** Never at or above so many goroutines. */
  readonly limit: number;
  /** Between two dumps. */
  readonly intervalMillis: number;
}

/** Decides when the goroutine dump is worth its price. */
export class DumpSchedule {
  private lastAskedMillis = -Infinity;
  /** Lines that wait and that no dump since they came has explained. */
  private hasNews = false;
  /** Lines that the last dump left unexplained: asking again soon would not help. */
  private inexplicable: ReadonlySet<string> = new Set();

  /** True when a dump is to be asked for now; counts it as asked, answered or not. Never at or above the rule's limit. */
  wants(nowMillis: number, goroutines: number, { limit, intervalMillis }: DumpRule): boolean {
    const pause = this.hasNews ? Math.min(soonestDumpMillis, intervalMillis) : intervalMillis;
    if (goroutines >= limit || nowMillis - this.lastAskedMillis < pause) return false;
    this.lastAskedMillis = nowMillis;
    return true;
  }

  /** Takes in what a round has found. @param least smaller counts are not shown, so they need no explanation. */
  note(report: Pick<SiteReport, 'blocked'>, hadDump: boolean, least: number): void {
    const unexplained = report.blocked.filter((site) => site.state === '' && site.count >= least).map(keyOf);
    if (hadDump) this.inexplicable = new Set(unexplained);
    this.hasNews = unexplained.some((key) => !this.inexplicable.has(key));
  }

  /** Another process answers: what was asked was asked of the old one. */
  restart(): void {
    this.lastAskedMillis = -Infinity;
    this.hasNews = false;
    this.inexplicable = new Set();
  }
}

function keyOf({ site, kind }: BlockedSite): string {
  return `${site.path}:${String(site.line)}:${kind}`;
}
