import { t } from '@vscode/l10n';
import type { GcCycle, GcTrace } from '../../shared/model/process/gctrace';
import type { GcMeasure, GcTrend } from '../../shared/ports/processReports';
import { formatBytes, formatCount, formatSignedBytes } from '../../shared/base/units';
import { jsonText } from '../../shared/base/said/jsonText';
import { ownText, type Said } from '../../shared/base/said/said';
import { terminalText } from '../../shared/base/said/terminalText';
import { peeledText } from '../text/peeledText';
import type { Command, Run } from '../arguments/command';
import { formatOf } from '../arguments/commonOptions';
import { withInput } from '../profiles/loadProfile';
import { asLines, writeAll } from '../base/writeAll';
import { cycleTable } from './cycleTable';

/** The newest collections say most. */
const defaultTextCycles = 30;

export function gctraceCommand(): Command {
  return {
    name: 'gctrace',
    summary: t('what GODEBUG=gctrace=1 wrote, of any Go version, between other log lines'),
    args: [{ name: 'FILE', summary: t('the log; - is standard input') }],
    options: [{ name: 'limit', value: 'N', summary: t('only the last N collections; 0 is all (text 30, JSON all)') }],
    examples: [
      ['GODEBUG=gctrace=1 ./service 2>gc.log', t('write one')],
      ['leaklens gctrace gc.log', t('the live heap over the collections')],
    ],
    run,
  };
}

async function run(run: Run): Promise<void> {
  const { line, parts, terminal, progress } = run;
  const format = formatOf(line);
  const limit = line.count('limit', format === 'json' ? 0 : defaultTextCycles);
  const answer = await withInput(run, line.argument(0), (input) => input.read('', run.signal));
  const trace = parts.decoder.gctrace(answer.bytes, answer.url);
  const runs = parts.processReports.gcRuns(trace.cycles);
  progress.clear();
  const cycles = limit === 0 ? trace.cycles : trace.cycles.slice(-limit);
  if (format === 'text') await writeAll(terminal, asLines(gctraceText(trace, cycles, runs)));
  else await writeAll(terminal, gctraceJson(trace, cycles, runs));
}

function* gctraceJson(
  { scavenges, damagedLines, peeled }: GcTrace,
  cycles: readonly GcCycle[],
  runs: readonly GcTrend[],
): Generator<Said> {
  yield ownText('{"cycles":[');
  for (const [at, cycle] of cycles.entries()) yield ownText(`${at === 0 ? '' : ','}\n${jsonText(cycle)}`);
  const rest = `],\n"scavenges":${jsonText(scavenges)},\n"damagedLines":${jsonText(damagedLines)},\n"peeled":${jsonText(peeledText(peeled))},\n"runs":${jsonText(runs)},\n"trend":${jsonText(runs.at(-1) ?? {})}}\n`;
  yield ownText(rest);
}

function* gctraceText(trace: GcTrace, cycles: readonly GcCycle[], runs: readonly GcTrend[]): Generator<string> {
  const words = peeledText(trace.peeled);
  if (words !== null) yield t('Taken out of: {0}', terminalText(words));
  if (runs.length === 0) {
    yield t('There is no collection in this log.');
    return;
  }
  yield* cycleTable(cycles);
  for (const [at, trend] of runs.entries()) {
    yield '';
    if (runs.length > 1) yield runHeading(at + 1, runs.length, trend.service);
    yield* trendLines(trend);
  }
  if (trace.damagedLines > 0) yield t('{0} lines could not be read', formatCount(trace.damagedLines));
}

function* trendLines(trend: GcTrend): Generator<string> {
  const { firstLive, lastLive, leastLive, mostLive, livePerMinute, livePerCycle } = trend;
  const span = trend.seconds === null ? '' : t(' in {0} s', formatCount(trend.seconds));
  yield trend.cycles === 1
    ? t('1 collection, {0} of them forced', formatCount(trend.forced))
    : t('{0} collections{1}, {2} of them forced', formatCount(trend.cycles), span, formatCount(trend.forced));
  yield t('live heap {0} at first, {1} at last', formatBytes(firstLive), formatBytes(lastLive));
  yield t('live heap between {0} and {1}', formatBytes(leastLive), formatBytes(mostLive));
  if (!trend.isEnough) yield tooFew(trend);
  else if (livePerMinute !== null) yield t('live heap {0} per minute', formatSignedBytes(livePerMinute));
  else if (livePerCycle !== null) yield t('live heap {0} per collection', formatSignedBytes(livePerCycle));
  else yield t('no steady growth');
  yield* measureLines(trend);
}

/** What grew beside the live heap was the clue more than once: stacks of goroutines that pile up, objects that only become more. */
function* measureLines({ stacks, globals, objects, isEnough }: GcTrend): Generator<string> {
  const bytes = { plain: formatBytes, signed: formatSignedBytes };
  const counted = {
    plain: formatCount,
    signed: (value: number) => `${value > 0 ? '+' : ''}${formatCount(Math.round(value))}`,
  };
  if (stacks !== null && stacks.most > 0) yield measureText(t('stacks'), stacks, isEnough, bytes);
  if (globals !== null && globals.most > 0) yield measureText(t('globals'), globals, isEnough, bytes);
  if (objects !== null) yield measureText(t('objects'), objects, isEnough, counted);
}

interface Spelling {
  readonly plain: (value: number) => string;
  readonly signed: (value: number) => string;
}

function measureText(name: string, measure: GcMeasure, isEnough: boolean, { plain, signed }: Spelling): string {
  const { first, last, perMinute, perCycle } = measure;
  const span = t('{0} {1} at first, {2} at last', name, plain(first), plain(last));
  if (!isEnough) return span;
  if (perMinute !== null) return t('{0}: {1} per minute', span, signed(perMinute));
  if (perCycle !== null) return t('{0}: {1} per collection', span, signed(perCycle));
  return t('{0}: no steady growth', span);
}

function runHeading(number: number, of: number, service: string): string {
  return service === ''
    ? t('run {0} of {1} in this log:', number, of)
    : t('run {0} of {1} in this log, {2}:', number, of, terminalText(service));
}

/** What few collections look like, without a verdict. */
function tooFew({ cycles, firstLive, lastLive }: GcTrend): string {
  if (cycles === 1) return t('one collection is too few to tell growth');
  const count = formatCount(cycles);
  if (lastLive > firstLive) return t('{0} collections are too few to tell growth; so far the live heap rises', count);
  return t('{0} collections are too few to tell growth; so far the live heap does not rise', count);
}
