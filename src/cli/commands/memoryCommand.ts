import { t } from '@vscode/l10n';
import { LeakLensError } from '../../shared/errors';
import type { MemoryStatistics } from '../../shared/memoryStatistics';
import type { SourceAnswer } from '../../shared/ports';
import type { MemoryAccounting } from '../../shared/processReports';
import { formatBytes, formatCount, formatShare } from '../../shared/units';
import type { Command, Run } from '../command';
import { formatOf } from '../commonOptions';
import { padColumnEnd } from '../displayWidth';
import { jsonText } from '../jsonText';
import { withInput } from '../loadProfile';
import { asLines, writeAll } from '../writeAll';

export function memoryCommand(): Command {
  return {
    name: 'memory',
    summary: t('the runtime’s memory statistics, accounted for'),
    args: [{ name: 'SOURCE', summary: t('a service, or a file with heap?debug=1 or /debug/vars') }],
    options: [],
    examples: [['leaklens memory http://localhost:6060', t('where all memory of the process went')]],
    run,
  };
}

async function run(run: Run): Promise<void> {
  const { line, parts, terminal, progress } = run;
  const format = formatOf(line);
  const answer = await withInput(run, line.argument(0), (input) => {
    progress.show(t('reading {0}', input.subject));
    return input.read('heap?debug=1', run.signal);
  });
  const statistics = parts.decoder.memoryStatistics(answer.bytes, answer.url);
  const live = liveBytes(run, answer);
  const accounting = parts.processReports.memory(statistics, live);
  progress.clear();
  if (format === 'json') await terminal.write(`${memoryJson(statistics, accounting, live !== null)}\n`);
  else await writeAll(terminal, asLines(memoryText(statistics, accounting, live !== null)));
}

/** The records above the statistics say what the last collection found alive; expvar has no records. */
function liveBytes({ parts }: Run, { bytes, url }: SourceAnswer): number | null {
  try {
    const heap = parts.decoder.profile(bytes, url);
    return parts.reports.selectSample(heap, 'inuse_space') < 0 ? null : parts.analyser.liveHeapBytes(heap);
  } catch (error) {
    if (error instanceof LeakLensError) return null;
    throw error;
  }
}

function memoryJson(statistics: MemoryStatistics, accounting: MemoryAccounting, isLiveKnown: boolean): string {
  // The ring of collection ends says nothing of memory.
  const memStats = Object.fromEntries(Object.entries(statistics).filter(([name]) => name !== 'gcEndNanos'));
  return jsonText({ memStats, accounting: { ...accounting, liveKnown: isLiveKnown } });
}

function* memoryText(
  statistics: MemoryStatistics,
  accounting: MemoryAccounting,
  isLiveKnown: boolean,
): Generator<string> {
  const live = isLiveKnown
    ? t('what the last collection found alive, as sampled')
    : t('all of HeapAlloc: no profile says what is alive');
  const rows: readonly (readonly [name: string, bytes: number, words: string])[] = [
    [t('live'), accounting.live, live],
    [t('garbage'), accounting.garbage, t('the rest of HeapInuse: garbage, new objects, gaps between objects')],
    [t('idle'), accounting.idle, t('free pages that the runtime keeps for later')],
    [t('released'), accounting.released, t('free pages handed back to the operating system')],
    [t('stacks'), accounting.stacks, t('stacks of goroutines and threads')],
    [t('runtime'), accounting.runtime, t('what the runtime needs itself')],
    [t('total'), accounting.total, t('all that was ever taken from the operating system (Sys)')],
  ];
  for (const [name, bytes, words] of rows) {
    const share = formatShare(accounting.total > 0 ? bytes / accounting.total : 0);
    yield `${padColumnEnd(name, 10)} ${formatBytes(bytes).padStart(10)} ${share.padStart(5)}  ${words}`;
  }
  if (accounting.maxRss !== null) {
    yield `${padColumnEnd(t('peak RSS'), 10)} ${formatBytes(accounting.maxRss).padStart(10)}        ${t('most memory the process ever had resident')}`;
  }
  yield '';
  yield t(
    '{0} collections, {1} of them forced; the next at {2}',
    formatCount(statistics.numGc),
    formatCount(statistics.numForcedGc),
    formatBytes(statistics.nextGc),
  );
}
