import { t } from '@vscode/l10n';
import type { WatchedHeaps } from '../../../shared/ports/engine/timedWatch';
import { firstProfileState } from '../../../shared/wires/profileMessages';
import type { PackedProfile } from '../../../shared/wires/reportPage';
import type { CliParts } from '../../base/cliParts';
import { packProfile } from '../../base/packProfile';
import { reportHtml } from '../../base/reportHtml';
import type { ReportSurroundings } from '../../findings/reportSurroundings';
import { watchedPart } from '../../findings/watchedPart';
import type { WatchReport } from '../../findings/watchReport';

export interface WatchHtmlParts {
  readonly report: WatchReport;
  readonly surroundings: ReportSurroundings;
  readonly heaps: WatchedHeaps | null;
}

/** The answer of `watch` as one page: findings, trends, and the flame graph of what grew between its first and its last poll. */
export async function watchHtml(parts: CliParts, { report, surroundings, heaps }: WatchHtmlParts): Promise<string> {
  const first = heaps?.first ?? null;
  return reportHtml(await parts.reportKit.read(), {
    title: {
      name: report.target.name,
      detail: `LeakLens ${parts.version}`,
      base: first === null ? null : t('the first poll'),
    },
    state: firstProfileState,
    profiles: heaps === null ? [] : [await packedHeap(parts, heaps)],
    watched: watchedPart(report, surroundings),
  });
}

async function packedHeap(parts: CliParts, { first, last }: WatchedHeaps): Promise<PackedProfile> {
  const packed = async ({ bytes, subject }: WatchedHeaps['last']) =>
    (await packProfile(parts, parts.decoder.profile(bytes, subject), true)).packed;
  return { id: 'heap', name: t('heap'), profile: await packed(last), base: first && (await packed(first)) };
}
