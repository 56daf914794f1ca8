import { t } from '@vscode/l10n';
import { LeakLensError, type Problem } from '../../shared/model/errors';
import { isRefusal, withOthers } from '../../shared/model/target/capabilities';
import type { OpenInput } from '../../shared/ports/sources/inputOpener';
import type { SourceAnswer } from '../../shared/ports/sources/profileSource';
import type { Profile } from '../../shared/model/profile';
import { cutText, longestSentence } from '../../shared/base/said/cutText';
import { terminalText } from '../../shared/base/said/terminalText';
import { peeledText } from '../text/peeledText';
import { jsonText } from '../../shared/base/said/jsonText';
import { ownText, type Said } from '../../shared/base/said/said';
import type { Command, Run } from '../arguments/command';
import { looksLikeNode } from '../../shared/base/addresses/beamAddress';
import { retainedBytes } from '../../shared/base/retainedMemory';
import type { NodeLook } from '../../shared/model/beam/nodeMemory';
import { formatOf, type Format } from '../arguments/commonOptions';
import { nodeOptions } from '../arguments/nodeOptions';
import { nodeMemoryText } from './nodes/nodeMemoryText';
import { withNode } from './nodes/withNode';
import type { MemoryPartId, MemoryPartWords } from '../../shared/ports/runtime/runtimeMemory';
import { withInput } from '../profiles/loadProfile';
import { asLines, writeAll } from '../base/writeAll';
import { memoryText, type ProcessMemory } from './memoryText';

export function memoryCommand(): Command {
  return {
    name: 'memory',
    summary: t('the runtime’s memory statistics, accounted for'),
    args: [
      {
        name: 'SOURCE',
        summary: t(
          'a service, a node (beam:NAME@HOST), or what heap?debug=1, /debug/vars or /metrics (Prometheus) answers',
        ),
      },
    ],
    options: [
      ...nodeOptions(),
      {
        name: 'instance',
        value: 'NAME',
        summary: t('of a page or log that tells of several processes: a label’s value, or the service'),
      },
    ],
    examples: [
      ['leaklens memory http://localhost:6060', t('where all memory of the process went')],
      ['leaklens memory http://localhost:9090/metrics', t('the same, as far as a page for Prometheus tells')],
      ['leaklens memory beam:shop@localhost', t('of a node of Erlang’s, by kind and by allocator')],
    ],
    run,
  };
}

async function run(run: Run): Promise<void> {
  const { line, terminal, progress } = run;
  const format = formatOf(line);
  if (looksLikeNode(line.argument(0))) {
    await nodeMemory(run, format);
    return;
  }
  const answer = await withInput(run, line.argument(0), (input) => {
    progress.show(t('reading {0}', input.subject));
    return input.kind === 'endpoint' ? askService(input, run.signal) : input.read('', run.signal);
  });
  const { memory, peeled } = loggedMemory(run, answer);
  progress.clear();
  if (format === 'json') await writeAll(terminal, [memoryJson(memory, peeled), ownText('\n')]);
  else await writeAll(terminal, asLines(withPeeled(memoryText(memory, partWords(run)), peeled)));
}

/** What is read here is Go's. */
function partWords({ parts }: Run): (part: MemoryPartId) => MemoryPartWords {
  const { words } = parts.runtimes.of('go');
  return (part) => words.memory?.(part) ?? { label: part, explanation: '', advice: '' };
}

async function nodeMemory(run: Run, format: Format): Promise<void> {
  const look = await withNode(run, run.line.argument(0), (node) => node.memory(run.signal));
  if (format === 'json') await writeAll(run.terminal, [nodeMemoryJson(look), ownText('\n')]);
  else await writeAll(run.terminal, asLines(nodeMemoryText(look)));
}

function nodeMemoryJson({ identity, memory, allocators, counts, runQueue }: NodeLook): Said {
  const retained = retainedBytes(allocators).bytes;
  return jsonText({ node: identity, memory, allocators, counts, runQueue, retained });
}

/** Where `heap?debug=1` is refused, or comes without its text, expvar or a page for Prometheus beside pprof may tell as much. */
async function askService(input: OpenInput, signal: AbortSignal): Promise<SourceAnswer> {
  const refusals: Problem[] = [];
  const offered = async (ask: () => Promise<SourceAnswer | null>): Promise<SourceAnswer | null> => {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof LeakLensError) || !isRefusal(error.problem)) throw error;
      refusals.push(error.problem);
      return null;
    }
  };
  const answer =
    (await offered(() => input.read('heap?debug=1', signal))) ??
    (await offered(() => input.readBeside('variables', signal))) ??
    (await offered(() => input.readBeside('metrics', signal)));
  const [first, ...others] = refusals;
  if (answer !== null) return answer;
  if (first === undefined) throw new Error('Nothing was asked.');
  throw new LeakLensError(withOthers(first, others));
}

/** Of a text that holds several pages the last one, which is the newest; of several services each has to be asked alone. */
function loggedMemory(run: Run, answer: SourceAnswer): { memory: ProcessMemory; peeled: string | null } {
  const { peeled, pages } = run.parts.decoder.memoryPages(answer.bytes, answer.url);
  const asked = run.line.option('instance');
  const named = pages.filter(({ service }) => service === asked);
  const chosen = pages.length > 1 && named.length > 0 ? named : pages;
  if (chosen.length > 1) {
    const services = pages.map(({ service }) => service).join(', ');
    const detail = `it holds memory statistics of ${pages.length} services: choose one with --instance, of ${services}`;
    throw new LeakLensError({ kind: 'unreadable', subject: answer.url, detail: cutText(detail, longestSentence) });
  }
  const bytes = chosen[0]?.bytes ?? answer.bytes;
  return { memory: processMemory(run, { ...answer, bytes }, pages.length > 1), peeled: peeledText(peeled) };
}

function* withPeeled(text: Iterable<string>, peeled: string | null): Generator<string> {
  if (peeled !== null) yield t('Taken out of: {0}', terminalText(peeled));
  yield* text;
}

/** @param hasServices the option has chosen among services already */
function processMemory(run: Run, answer: SourceAnswer, hasServices: boolean): ProcessMemory {
  const { bytes, url } = answer;
  const asked = run.line.option('instance');
  const metrics = run.parts.decoder.runtimeMetrics(bytes, url, hasServices ? null : asked);
  const statistics = metrics.memory;
  if (Object.values(statistics).every((value) => value === null)) {
    const detail = 'expected memory statistics, found none: neither memstats of expvar nor go_memstats_* of Prometheus';
    throw new LeakLensError({ kind: 'unreadable', subject: url, detail });
  }
  const heap = metrics.format === 'heap-text' ? heapOf(run, answer) : null;
  const isOff = heap !== null && heap.period === 0;
  const live = isOff ? null : heap === null ? metrics.liveHeap : liveBytes(run, heap);
  const accounting = run.parts.processReports.memory(statistics, live);
  const liveFrom = isOff ? 'off' : live === null ? null : metrics.format === 'heap-text' ? 'records' : 'runtime';
  return { statistics, accounting, liveFrom, residentBytes: metrics.residentBytes };
}

/** The records above the statistics say what the last collection found alive, and so do the newer metrics of Prometheus. */
function liveBytes({ parts }: Run, heap: Profile): number | null {
  return parts.reports.selectSample(heap, 'inuse_space') < 0 ? null : parts.analyser.liveHeapBytes(heap);
}

/** Null for records that cannot be read. */
function heapOf({ parts }: Run, { bytes, url }: SourceAnswer): Profile | null {
  try {
    return parts.decoder.profile(bytes, url);
  } catch (error) {
    if (error instanceof LeakLensError) return null;
    throw error;
  }
}

function memoryJson({ statistics, accounting, liveFrom, residentBytes }: ProcessMemory, peeled: string | null): Said {
  // The ring of collection ends says nothing of memory.
  const memStats = Object.fromEntries(Object.entries(statistics).filter(([name]) => name !== 'gcEndNanos'));
  return jsonText({
    ...(peeled === null ? {} : { peeled }),
    memStats,
    accounting: {
      ...accounting,
      liveKnown: liveFrom !== null && liveFrom !== 'off',
      profilingOff: liveFrom === 'off',
      rss: residentBytes,
    },
  });
}
