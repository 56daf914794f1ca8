import type { EngineSettings } from '../shared/settings';
import type { SiteReport } from '../shared/siteReport';
import type { ResolvedSite } from '../shared/sourceLocation';
import type { SiteHint } from './hintBoard';
import { blockedText, heapText, spawnText } from './hintWords';
import { blockedHover, heapHover, spawnHover, type LinkTo } from './hover';

const bytesPerMegabyte = 1024 * 1024;

/** The lines of a report that are worth a word, by the thresholds a person set. */
export function siteHints(report: SiteReport, settings: EngineSettings, link: LinkTo): SiteHint[] {
  if (!settings.hintsEnabled) return [];
  return [
    ...blockedHints(report, settings, link),
    ...spawnHints(report, settings, link),
    ...heapHints(report, settings),
  ];
}

function blockedHints(report: SiteReport, settings: EngineSettings, link: LinkTo): SiteHint[] {
  return report.blocked
    .filter((site) => site.count >= settings.minimumGoroutines)
    .map((site) => ({
      ...place(site.site),
      kind: 'blocked',
      text: blockedText(site),
      growing: isGrowing(site.growth),
      confidence: null,
      hover: () => blockedHover(site, link),
    }));
}

function spawnHints(report: SiteReport, settings: EngineSettings, link: LinkTo): SiteHint[] {
  return report.spawns
    .filter((site) => site.count >= settings.minimumGoroutines)
    .map((site) => ({
      ...place(site.site),
      kind: 'spawn',
      text: spawnText(site),
      growing: isGrowing(site.growth),
      confidence: null,
      hover: () => spawnHover(site, link),
    }));
}

function heapHints(report: SiteReport, settings: EngineSettings): SiteHint[] {
  const total = report.heapTotalBytes;
  const least = Math.max(
    settings.minimumHeapMegabytes * bytesPerMegabyte,
    (total * settings.minimumHeapSharePercent) / 100,
  );
  return report.heap
    .filter((site) => site.bytes >= least)
    .map((site) => ({
      ...place(site.site),
      kind: 'heap',
      text: heapText(site, total),
      growing: isGrowing(site.growth),
      confidence: null,
      hover: () => heapHover(site, total),
    }));
}

function isGrowing(growth: number | null): boolean {
  return growth !== null && growth > 0;
}

function place(site: ResolvedSite): Pick<SiteHint, 'path' | 'buildLine'> {
  return { path: site.path, buildLine: site.line - 1 };
}
