import { t } from '@vscode/l10n';
import { fileLine } from '../../../shared/base/fileLine';
import { jsonText } from '../../../shared/base/said/jsonText';
import { ownText, type Said } from '../../../shared/base/said/said';
import { terminalText } from '../../../shared/base/said/terminalText';
import { formatBytes, formatCount, formatShare } from '../../../shared/base/units';
import type { RetainedRoot } from '../../../shared/model/go/retainedRoot';

/** What is told of who holds the memory. */
export interface ToldHolders {
  readonly name: string;
  /** How long goref took; a process stood still for most of it. */
  readonly seconds: number;
  readonly roots: readonly RetainedRoot[];
  readonly shown: readonly RetainedRoot[];
}

export function* holdersText({ name, seconds, roots, shown }: ToldHolders): Generator<string> {
  const total = roots.reduce((sum, { bytes }) => sum + bytes, 0);
  yield t('{0}: {1} held, read in {2} s.', terminalText(name), formatBytes(total), seconds.toFixed(1));
  for (const { name: holder, place, bytes, objects, chain } of shown) {
    yield '';
    const where = place === null ? '' : ` (${fileLine(place.path, place.line)})`;
    const share = formatShare(total === 0 ? 0 : bytes / total);
    yield terminalText(`${formatBytes(bytes).padStart(9)}  ${share.padStart(4)}  ${holder}${where}`);
    yield `${' '.repeat(17)}${t('{0} objects', formatCount(objects))}`;
    if (chain.length > 0) yield terminalText(`${' '.repeat(17)}${t('most of it: {0}', chain.join(' → '))}`);
  }
  if (shown.length < roots.length) yield t('… and {0} more', roots.length - shown.length);
}

export function holdersJson({ name, seconds, roots, shown }: ToldHolders): readonly Said[] {
  const total = roots.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = shown.map(({ name: holder, place, objects, bytes, chain }) => ({
    name: holder,
    file: place?.path ?? null,
    line: place?.line ?? null,
    objects,
    bytes,
    chain,
  }));
  return [jsonText({ subject: name, seconds, total, rowCount: roots.length, rows }), ownText('\n')];
}
