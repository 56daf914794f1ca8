import type { SiteReport } from '../../shared/model/siteReport';
import type { ResolvedSite } from '../../shared/model/sourceLocation';
import type { Target } from '../../shared/model/target/target';
import type { LineProfile } from '../../shared/model/views/lineProfile';
import type { LiveProfile } from '../../shared/model/views/liveProfile';
import type { LinesNow } from '../../shared/ports/engine/engineApi';

/** What one service says of its lines. */
export interface ReportedLines {
  readonly target: Pick<Target, 'id' | 'name'>;
  readonly report: SiteReport;
  readonly lines: LinesNow;
}

/**
 * The profiles of a service that tell of a line as it stands in the editor now: each function of the line once in each of them.
 * @param line 0-based
 */
export function lineProfiles({ target, report, lines }: ReportedLines, path: string, line: number): LineProfile[] {
  const isHere = ({ site }: { readonly site: ResolvedSite }) => site.path === path && lines.now(site) === line;
  const of = (profile: LiveProfile, sites: readonly { readonly site: ResolvedSite }[]) => {
    const found = sites.filter(isHere).map(({ site }) => [`${site.function}\0${site.file}`, site] as const);
    return [...new Map(found).values()].map(({ function: name, file }) => ({
      targetId: target.id,
      targetName: target.name,
      profile,
      frame: { function: name, file, line: 0 },
    }));
  };
  return [...of('heap', report.heap), ...of('goroutine', report.blocked)];
}
