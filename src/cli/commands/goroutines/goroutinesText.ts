import { t } from '@vscode/l10n';
import type { NumberedDump, ShownGoroutines, ShownGroup } from './shownDumps';
import { peeledText } from '../../text/peeledText';
import type { Frame } from '../../../shared/model/sourceLocation';
import { longestSentence } from '../../../shared/base/said/cutText';
import { terminalText } from '../../../shared/base/said/terminalText';
import { formatCount } from '../../../shared/base/units';
import { frameName } from '../../text/frameName';

/** Groups with their stacks, largest first; the frame at which a group waits is marked. */
export function* goroutinesText(
  found: ShownGoroutines,
  groups: readonly ShownGroup[],
  missing: readonly string[],
): Generator<string> {
  const words = found.peeled === null ? null : peeledText(found.peeled);
  if (words !== null) yield t('Taken out of: {0}', terminalText(words, longestSentence));
  yield totalText(found);
  for (const words of missing) yield terminalText(words, longestSentence);
  yield* dumpLines(found);
  if (found.truncated) yield t('The text is cut off: there are more goroutines than these.');
  for (const group of groups) yield* groupLines(group);
  const rest = found.groups.length - groups.length;
  if (rest > 0) {
    yield '';
    yield t('… and {0} more groups; --limit 0 shows all.', formatCount(rest));
  }
}

function totalText({ total, groups, isTotalKnown }: ShownGoroutines): string {
  const [count, size] = [formatCount(total), groups.length];
  if (!isTotalKnown) return t('at least {0} goroutines: the heading that counts them is missing', count);
  if (total === 1) return t('1 goroutine');
  return size === 1
    ? t('{0} goroutines in 1 group', count)
    : t('{0} goroutines in {1} groups', count, formatCount(size));
}

/** More are told of by their number alone. */
const listedDumps = 10;

/** Of a text with several dumps: which there are, and how to see another. */
function* dumpLines({ dumps, baseDump }: ShownGoroutines): Generator<string> {
  if (dumps.length < 2) return;
  yield t('The text holds {0} dumps:', formatCount(dumps.length));
  const listed = dumps.slice(-listedDumps);
  if (listed.length < dumps.length) yield `  ${t('… {0} earlier ones', formatCount(dumps.length - listed.length))}`;
  for (const dump of listed) yield `  ${dumpText(dump, baseDump)}`;
  yield t('--dump N shows another, --dump all counts them together, --base-dump N compares.');
}

function dumpText({ number, service, line, total, isShown }: NumberedDump, baseDump: number | null): string {
  const words = t('{0}: line {1}, {2} goroutines', number, formatCount(line), formatCount(total));
  const marks = [
    service === '' ? '' : terminalText(service),
    isShown ? t('shown') : '',
    number === baseDump ? t('compared with') : '',
  ];
  return [words, ...marks.filter(Boolean)].join(', ');
}

function* groupLines(group: ShownGroup): Generator<string> {
  yield '';
  const change = group.change === null ? '' : ` (${group.change > 0 ? '+' : ''}${formatCount(group.change)})`;
  yield `${formatCount(group.count).padStart(8)}${change}  ${stateText(group)}`;
  if (group.service !== '') yield line(t('service: {0}', terminalText(group.service)));
  const labels = Object.entries(group.labels).map(([key, value]) => `${terminalText(key)}=${terminalText(value)}`);
  if (labels.length > 0) yield line(t('labels: {0}', terminalText(labels.join(', '), longestSentence)));
  let isMarked = false;
  for (const frame of group.stack) {
    const isSite: boolean = !isMarked && frame === group.site;
    isMarked ||= isSite;
    yield `${isSite ? '       ➜  ' : ' '.repeat(10)}${frameText(frame)}`;
  }
  if (group.createdBy !== null) yield line(t('started by {0}', frameName(group.createdBy)));
  for (const { count, stack } of (group.origins ?? []).slice(0, maxOrigins)) {
    const way = stack.slice(0, maxAncestors).map(frameName).join(' ← ');
    yield line(t('{0} of them by way of {1}', formatCount(count), terminalText(way, longestSentence)));
  }
}

/** Chains of ancestors, and of each the nearest frames; `--format json` has all that the dump has. */
const maxOrigins = 3;
const maxAncestors = 6;

function stateText({ state, minutes, leaked, lockedToThread = 0, count }: ShownGroup): string {
  const parts = [state === '' ? t('state not known') : terminalText(state)];
  if (minutes !== null) {
    const { min, max } = minutes;
    parts.push(
      max === 1
        ? t('1 minute')
        : min === max
          ? t('{0} minutes', formatCount(min))
          : t('{0} to {1} minutes', formatCount(min), formatCount(max)),
    );
  }
  if (lockedToThread > 0)
    parts.push(
      lockedToThread === count ? t('locked to thread') : t('{0} locked to thread', formatCount(lockedToThread)),
    );
  if (leaked) parts.push(t('leaked: the runtime proves that nothing can wake it'));
  return parts.join(', ');
}

function frameText(frame: Frame): string {
  return `${frameName(frame)}${frame.inlined ? ' (inline)' : ''}`;
}

function line(text: string): string {
  return `${' '.repeat(10)}${text}`;
}
