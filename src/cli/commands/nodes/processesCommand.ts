import { t } from '@vscode/l10n';
import { functionText } from '../../../shared/base/symbols/erlangFunction';
import { jsonText } from '../../../shared/base/said/jsonText';
import { ownText, type Said } from '../../../shared/base/said/said';
import type { MonitorEnds, NodeProcess, StackFrame } from '../../../shared/model/beam/nodeProcess';
import {
  processOrders,
  type ListedProcess,
  type ProcessList,
  type ProcessQuestion,
} from '../../../shared/ports/runtime/nodeLooks';
import type { Command, Run } from '../../arguments/command';
import { formatOf } from '../../arguments/commonOptions';
import { nodeOptions } from '../../arguments/nodeOptions';
import { parseDuration } from '../../arguments/parseDuration';
import type { CommandLine } from '../../arguments/commandLine';
import { UsageError } from '../../base/usageError';
import { asLines, writeAll } from '../../base/writeAll';
import { processesText } from './processesText';
import { withNode } from './withNode';

const defaultRows = 20;

const longestWindowMillis = 3_600_000;

export function processesCommand(): Command {
  return {
    name: 'processes',
    summary: t('processes of a node of Erlang’s: those with most, or those that grow'),
    args: [{ name: 'SOURCE', summary: t('a node: beam:NAME@HOST, or beam:HOST:PORT by the port of its distribution') }],
    options: [
      { name: 'by', value: processOrders.join('|'), summary: t('what decides the order (memory)') },
      { name: 'window', value: 'DURATION', summary: t('look twice, so far apart, and say what has grown: 10s, 5m') },
      { name: 'limit', value: 'N', summary: t('at most so many processes; 0 is all (20)') },
      ...nodeOptions(),
    ],
    examples: [
      ['leaklens processes beam:shop@localhost', t('those with the most memory, and what they do')],
      ['leaklens processes beam:shop@localhost --by queue --window 10s', t('whose mailbox grows')],
      ['leaklens processes beam:shop@localhost --by monitored-by', t('who is monitored by whom')],
    ],
    notes: [
      t('Monitors are counted for the 200 processes with the most memory for them, binaries for 5,000.'),
      t('The node is only read: no module is loaded, no message copied, no collection forced.'),
    ],
    run,
  };
}

async function run(run: Run): Promise<void> {
  const { line, terminal, signal } = run;
  const format = formatOf(line);
  const question = questionOf(line);
  const address = line.argument(0);
  const list = await withNode(run, address, (node) => node.processes(question, signal));
  if (format === 'json') await writeAll(terminal, [processesJson(list), ownText('\n')]);
  else await writeAll(terminal, asLines(processesText(list, question)));
}

function questionOf(line: CommandLine): ProcessQuestion {
  return {
    by: line.choice('by', processOrders, 'memory'),
    windowMillis: windowOf(line.option('window')),
    limit: line.count('limit', defaultRows),
  };
}

function windowOf(text: string | null): number | null {
  if (text === null) return null;
  const millis = parseDuration(text);
  if (millis !== null && millis > 0 && millis <= longestWindowMillis) return millis;
  throw new UsageError(t('--{0} takes a time with its unit, such as 60s, 5m or 1h30m, not “{1}”.', 'window', text));
}

function processesJson({ total, rows, names }: ProcessList): Said {
  return jsonText({ total, rows: rows.map((row) => rowJson(row, names)) });
}

function rowJson(row: ListedProcess, names: ProcessList['names']): object {
  const {
    pid,
    name,
    label,
    ancestors = [],
    memory,
    queue,
    reductions,
    monitors,
    monitoredBy,
    binaryBytes,
    growth,
    stack,
  } = row;
  const [current] = stack;
  return {
    pid,
    name,
    label: label ?? null,
    initialCall: callText(row),
    ancestors: ancestors.map((one) => ({ name: one.name, initialCall: one.call && functionText(one.call) })),
    current: current === undefined ? null : frameJson(current),
    memory,
    queue,
    reductions,
    monitors: monitors?.count ?? null,
    monitoredBy: monitoredBy?.count ?? null,
    binaryBytes,
    growth,
    monitorEnds: endsJson(monitors, names),
    monitoredByEnds: endsJson(monitoredBy, names),
    stack: stack.map(frameJson),
  };
}

function callText({ initialCall }: NodeProcess): string {
  return initialCall === null ? '' : functionText(initialCall);
}

function frameJson(frame: StackFrame): object {
  return { function: functionText(frame), file: frame.file, line: frame.line };
}

function endsJson(ends: MonitorEnds | null, names: ProcessList['names']): object | null {
  if (ends === null) return null;
  const most = ends.most.map((end) => ({ ...end, name: names.get(end.other) ?? null }));
  return { remote: ends.remote, most };
}
