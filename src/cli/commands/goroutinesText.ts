import { t } from '@vscode/l10n';
import type { WaitingGroup, WaitingGroups } from '../../shared/ports/processReports';
import type { Frame } from '../../shared/model/sourceLocation';
import { longestSentence } from '../../shared/base/said/cutText';
import { terminalText } from '../../shared/base/said/terminalText';
import { formatCount } from '../../shared/base/units';
import { frameName } from '../text/frameName';

/** Groups with their stacks, largest first; the frame at which a group waits is marked. */
export function* goroutinesText(found: WaitingGroups, groups: readonly WaitingGroup[]): Generator<string> {
  yield t('{0} goroutines in {1} groups', formatCount(found.total), formatCount(found.groups.length));
  if (found.truncated) yield t('The text is cut off: there are more goroutines than these.');
  for (const group of groups) yield* groupLines(group);
  const rest = found.groups.length - groups.length;
  if (rest > 0) {
    yield '';
    yield t('… and {0} more groups; --limit 0 shows all.', formatCount(rest));
  }
}

function* groupLines(group: WaitingGroup): Generator<string> {
  yield '';
  yield `${formatCount(group.count).padStart(8)}  ${stateText(group)}`;
  const labels = Object.entries(group.labels).map(([key, value]) => `${terminalText(key)}=${terminalText(value)}`);
  if (labels.length > 0) yield line(t('labels: {0}', terminalText(labels.join(', '), longestSentence)));
  let isMarked = false;
  for (const frame of group.stack) {
    const isSite: boolean = !isMarked && frame === group.site;
    isMarked ||= isSite;
    yield `${isSite ? '       ➜  ' : ' '.repeat(10)}${frameText(frame)}`;
  }
  if (group.createdBy !== null) yield line(t('started by {0}', frameName(group.createdBy)));
}

function stateText({ state, minutes, leaked }: WaitingGroup): string {
  const parts = [state === '' ? t('state not known') : terminalText(state)];
  if (minutes !== null) {
    const { min, max } = minutes;
    parts.push(
      min === max ? t('{0} minutes', formatCount(min)) : t('{0} to {1} minutes', formatCount(min), formatCount(max)),
    );
  }
  if (leaked) parts.push(t('leaked: the runtime proves that nothing can wake it'));
  return parts.join(', ');
}

function frameText(frame: Frame): string {
  return `${frameName(frame)}${frame.inlined ? ' (inline)' : ''}`;
}

function line(text: string): string {
  return `${' '.repeat(10)}${text}`;
}
