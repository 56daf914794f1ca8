import type { FrameUri, LineWords, LinkTo } from '../../shared/ports/words/lineWords';
import type { EngineSettings } from '../../shared/model/settings/settings';
import type { SiteReport } from '../../shared/model/siteReport';
import type { ResolvedSite } from '../../shared/model/sourceLocation';
import type { SiteHint } from './siteHint';
import type { TargetLines } from '../lines/targetLines';

const bytesPerMegabyte = 1024 * 1024;

export interface HintParts {
  readonly words: LineWords;
  readonly settings: EngineSettings;
  readonly lines: Pick<TargetLines, 'ofBuild' | 'found'>;
  readonly link: LinkTo;
  readonly frameUri?: FrameUri;
}

/** What is to be said of a site, before it is placed. */
type Said = Pick<SiteHint, 'kind' | 'text' | 'shortText' | 'growing'> & {
  readonly site: ResolvedSite;
  readonly hover: () => string;
};

/** The lines of a report that are worth a word, by the thresholds a person set. */
export function siteHints(report: SiteReport, parts: HintParts): SiteHint[] {
  if (!parts.settings.hintsEnabled) return [];
  const said = [...blockedHints(report, parts), ...spawnHints(report, parts), ...heapHints(report, parts)];
  return said.flatMap((hint) => placed(hint, parts));
}

function blockedHints(report: SiteReport, { words, settings, link, frameUri }: HintParts): Said[] {
  return report.blocked
    .filter((site) => site.count >= settings.minimumGoroutines)
    .map((site) => ({
      site: site.site,
      kind: 'blocked',
      text: words.blockedText(site),
      shortText: words.blockedText(site, 'scarce'),
      growing: isGrowing(site.growth),
      hover: () => words.blockedHover(site, link, frameUri),
    }));
}

function spawnHints(report: SiteReport, { words, settings, link }: HintParts): Said[] {
  return report.spawns
    .filter((site) => site.count >= settings.minimumGoroutines)
    .map((site) => ({
      site: site.site,
      kind: 'spawn',
      text: words.spawnText(site),
      shortText: words.spawnText(site, 'scarce'),
      growing: isGrowing(site.growth),
      hover: () => words.spawnHover(site, link),
    }));
}

function heapHints(report: SiteReport, { words, settings, frameUri }: HintParts): Said[] {
  const total = report.heapTotalBytes;
  const least = Math.max(
    settings.minimumHeapMegabytes * bytesPerMegabyte,
    (total * settings.minimumHeapSharePercent) / 100,
  );
  return report.heap
    .filter((site) => site.bytes >= least)
    .map((site) => ({
      site: site.site,
      kind: 'heap',
      text: words.heapText(site, total),
      shortText: words.heapText(site, total, 'scarce'),
      growing: isGrowing(site.growth),
      hover: () => words.heapHover(site, total, frameUri),
    }));
}

function isGrowing(growth: number | null): boolean {
  return growth !== null && growth > 0;
}

/** No hint where the line is not that of the build any more. */
function placed({ site, hover, ...said }: Said, { words, lines }: HintParts): SiteHint[] {
  const built = lines.ofBuild(site);
  if (built === null) return [];
  const withSource = () => [hover(), ...words.sourceHover(built.doubt, lines.found(site))].join('\n\n');
  const place = { path: built.path, buildLine: built.line, isUnsure: built.doubt !== null };
  return [{ ...said, ...place, confidence: null, isIgnored: false, restsOn: [], hover: withSource }];
}
