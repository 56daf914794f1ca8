import { readableSymbol } from '../../../shared/base/symbols/symbolName';
import { isRuntime } from '../../../shared/base/symbols/goRuntime';
import { t } from '@vscode/l10n';
import type { FrameUri, LinkTo } from '../../../shared/ports/words/lineWords';
import { codeSpan, markdownText } from '../../../shared/base/said/markdownText';
import type { BlockedSite, HeapSite, SpawnSite } from '../../../shared/model/siteReport';
import type { Frame } from '../../../shared/model/sourceLocation';
import type { Turnover } from '../../../shared/model/turnover';
import { durationWords, fineDurationWords } from '../../../shared/base/durationWords';
import { formatBytes, formatCount, formatShare } from '../../../shared/base/units';
import { bytesRate, countRate } from '../../base/amountWords';
import { ageWords, waitWords } from './costWords';
import { siteLink } from '../../lines/siteLink';
import { factTable } from '../../lines/factTable';

const nowhere: FrameUri = () => null;

const deepestStack = 12;
const shownStacks = 2;

export function blockedHover(site: BlockedSite, link: LinkTo, frameUri: FrameUri = nowhere): string {
  const rows: [string, string][] = [
    [t('Goroutines waiting here'), formatCount(site.count)],
    [t('Waiting for'), markdownText(waitWords(site.kind, site.state))],
  ];
  if (site.minutes !== null)
    rows.push([t('Waiting'), t('{0} (as the garbage collector saw them)', ageWords(site.minutes))]);
  if (site.growth !== null) rows.push([t('Growth'), countRate(site.growth)]);
  for (const spawn of site.spawns) rows.push([t('Started by'), `${link(spawn.site)} (${formatCount(spawn.count)})`]);
  return [
    `**${t('Waiting goroutines')}** ${codeSpan(readableSymbol(site.site.function))}`,
    factTable(rows),
    ...stackBlocks(
      site.stacks.map((stack) => ({ frames: stack.frames, value: formatCount(stack.count) })),
      frameUri,
    ),
  ].join('\n\n');
}

export function spawnHover(site: SpawnSite, link: LinkTo): string {
  const rows: [string, string][] = [[t('Goroutines started here that wait'), formatCount(site.count)]];
  if (site.growth !== null) rows.push([t('Growth'), countRate(site.growth)]);
  for (const wait of site.waits) {
    const what = markdownText(waitWords(wait.kind, ''));
    rows.push([t('Wait at'), t('{0} ({1}, {2})', link(wait.site), formatCount(wait.count), what)]);
  }
  return [`**${t('Where they start')}** ${codeSpan(readableSymbol(site.site.function))}`, factTable(rows)].join('\n\n');
}

export function heapHover(site: HeapSite, totalBytes: number, frameUri: FrameUri = nowhere): string {
  const share = totalBytes > 0 ? site.bytes / totalBytes : 0;
  const rows: [string, string][] = [
    [t('In use'), inUseWords(site)],
    [t('Share of the live heap'), t('{0} of {1}', formatShare(share), formatBytes(totalBytes))],
  ];
  if (site.growth !== null) rows.push([t('Growth'), bytesRate(site.growth)]);
  if (site.turnover !== null) rows.push(...turnoverRows(site.turnover));
  if (site.via !== null) rows.push([t('Allocated in'), codeSpan(readableSymbol(site.via))]);
  return [
    `**${t('Memory allocated here')}** ${codeSpan(readableSymbol(site.site.function))}`,
    factTable(rows),
    t(
      'Sampled, as of the last garbage collection. The line is where the memory was allocated, not who still holds it.',
    ),
    ...stackBlocks(
      site.stacks.map((stack) => ({ frames: stack.frames, value: formatBytes(stack.bytes) })),
      frameUri,
    ),
  ].join('\n\n');
}

/** Is it old, or only busy? */
function turnoverRows({ windowMillis, allocatedBytes, freedBytes, livesMillis }: Turnover): [string, string][] {
  const during = durationWords(windowMillis / 1000, t);
  const came = formatBytes(allocatedBytes);
  const share = formatShare(freedBytes / allocatedBytes);
  const went =
    freedBytes === 0
      ? t('{0} in {1}, nothing freed', came, during)
      : freedBytes > allocatedBytes
        ? t('{0} in {1}, {2} freed', came, during, formatBytes(freedBytes))
        : t('{0} in {1}, {2} of it freed', came, during, share);
  const rows: [string, string][] = [[t('Allocated'), went]];
  if (livesMillis !== null) rows.push([t('Kept'), t('{0} on average', fineDurationWords(livesMillis / 1000, t))]);
  return rows;
}

function inUseWords({ bytes, objects }: HeapSite): string {
  if (objects === null) return formatBytes(bytes);
  if (objects === 1) return t('{0} in 1 object', formatBytes(bytes));
  return t('{0} in {1} objects', formatBytes(bytes), formatCount(objects));
}

/** A site brings a handful of its stacks, so how many there are beyond those shown is not known. */
function stackBlocks(stacks: readonly { frames: readonly Frame[]; value: string }[], frameUri: FrameUri): string[] {
  const blocks = stacks
    .slice(0, shownStacks)
    .map(({ frames, value }) => `${t('Stack of {0}:', value)}\n\n${stackList(frames, frameUri)}`);
  return stacks.length > shownStacks ? [...blocks, t('… and more stacks')] : blocks;
}

/** Frames as a list of code spans, leaf first; the runtime's own parking frames say nothing a reader wants. */
function stackList(frames: readonly Frame[], frameUri: FrameUri): string {
  const own = frames.findIndex(({ function: name }) => !isRuntime(name));
  const shown = frames.slice(Math.max(own, 0));
  // One frame more costs no more room than the words that it is left out.
  const cut = shown.length > deepestStack + 1 ? deepestStack : shown.length;
  const lines = shown.slice(0, cut).map((frame) => {
    const place = frame.file === '' ? '' : ` ${siteLink(frameUri(frame), frame.file, frame.line)}`;
    return `- ${codeSpan(readableSymbol(frame.function))}${place}`;
  });
  if (shown.length > cut) lines.push(`- ${t('… {0} more frames', shown.length - cut)}`);
  return lines.join('\n');
}
