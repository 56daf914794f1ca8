import { t } from '@vscode/l10n';
import type { MemoryStatistics } from '../../shared/model/process/memoryStatistics';
import type { MemoryPartId, MemoryPartWords } from '../../shared/ports/runtime/runtimeMemory';
import type { MemoryAccounting } from '../../shared/ports/processReports';
import { padColumns, padColumnStart } from '../../shared/base/textWidth';
import { formatBytes, formatCount, formatShare } from '../../shared/base/units';

/** What a page tells of a process's memory. */
export interface ProcessMemory {
  readonly statistics: Partial<MemoryStatistics>;
  readonly accounting: MemoryAccounting;
  /** What says how much is alive: the records of a heap profile, or the runtime's own count; null when nothing does; `off` where the program does not record. */
  readonly liveFrom: 'records' | 'runtime' | 'off' | null;
  /** Resident set size now; null when the page does not tell. */
  readonly residentBytes: number | null;
}

/** The parts of the memory with their shares, and what the page does not tell. */
export function* memoryText(memory: ProcessMemory, wordsOf: PartWordsOf): Generator<string> {
  const { accounting } = memory;
  for (const [name, bytes, words] of parts(memory, wordsOf)) {
    const share = bytes === null || accounting.total === null ? '' : shareOf(bytes, accounting.total);
    yield row({ name, bytes, share, words });
  }
  for (const [name, bytes, words] of resident(memory)) yield row({ name, bytes, share: '', words });
  const collections = collectionWords(memory.statistics);
  if (collections !== null) yield* ['', collections];
}

/** What a part of the memory is called, and what it is. */
type PartWordsOf = (part: MemoryPartId) => MemoryPartWords;

type Part = readonly [name: string, bytes: number | null, words: string];

function parts({ accounting, liveFrom }: ProcessMemory, wordsOf: PartWordsOf): Part[] {
  const part = (id: Exclude<keyof MemoryAccounting, 'total' | 'maxRss'>): Part => {
    const { label, explanation } = wordsOf(id);
    return [label, accounting[id], id === 'live' ? liveWords(liveFrom, explanation) : explanation];
  };
  return [
    part('live'),
    part('garbage'),
    part('idle'),
    part('released'),
    part('stacks'),
    part('runtime'),
    [t('total'), accounting.total, t('all that was ever taken from the operating system (Sys)')],
  ];
}

function liveWords(liveFrom: ProcessMemory['liveFrom'], explanation: string): string {
  if (liveFrom === 'off') return t('all of HeapAlloc: memory profiling is off in this program (MemProfileRate is 0)');
  if (liveFrom === null) return t('all of HeapAlloc: no profile says what is alive');
  return liveFrom === 'records' ? t('what the last collection found alive, as sampled') : explanation;
}

function resident({ accounting, residentBytes }: ProcessMemory): Part[] {
  const now: Part = [t('RSS'), residentBytes, t('memory the process has resident now')];
  const peak: Part = [t('peak RSS'), accounting.maxRss, t('most memory the process ever had resident')];
  const known = [now, peak].filter(([, bytes]) => bytes !== null);
  return known.length === 0 ? [now] : known;
}

function row({
  name,
  bytes,
  share,
  words,
}: {
  name: string;
  bytes: number | null;
  share: string;
  words: string;
}): string {
  const size = padColumnStart(bytes === null ? t('unknown') : formatBytes(bytes), 10);
  const said = bytes === null ? t('{0} (not told here)', words) : words;
  return `${padColumns(name, 10)} ${size} ${share.padStart(5)}  ${said}`;
}

function shareOf(bytes: number, total: number): string {
  return formatShare(total > 0 ? bytes / total : 0);
}

function collectionWords({ numGc, numForcedGc, nextGc }: Partial<MemoryStatistics>): string | null {
  if (numGc === undefined || nextGc === undefined) return null;
  const done =
    numForcedGc === undefined
      ? t('{0} collections', formatCount(numGc))
      : t('{0} collections, {1} of them forced', formatCount(numGc), formatCount(numForcedGc));
  // Without GOGC and without a memory limit the goal is the largest number there is.
  const next = nextGc >= 2 ** 62 ? t('no next one is due: GOGC is off') : t('the next at {0}', formatBytes(nextGc));
  return `${done}; ${next}`;
}
