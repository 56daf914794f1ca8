import { t } from '@vscode/l10n';
import { beganWith, functionText, startedBy } from '../../../shared/base/symbols/erlangFunction';
import { terminalText } from '../../../shared/base/said/terminalText';
import { padColumnStart } from '../../../shared/base/textWidth';
import { formatBytes, formatCount, formatSignedBytes, formatSignedCount } from '../../../shared/base/units';
import type { MonitorEnd, StackFrame } from '../../../shared/model/beam/nodeProcess';
import type {
  ListedProcess,
  ProcessList,
  ProcessOrder,
  ProcessQuestion,
} from '../../../shared/ports/runtime/nodeLooks';

/** A row for each process, and below it where it is and, for monitors, who is at the other end. */
export function* processesText({ total, rows, names }: ProcessList, question: ProcessQuestion): Generator<string> {
  yield total === rows.length
    ? t('{0} processes', formatCount(total))
    : t('{0} of {1} processes', formatCount(rows.length), formatCount(total));
  const { by, windowMillis } = question;
  yield columns(windowMillis === null ? '' : t('growth'), heads());
  for (const row of rows) {
    const growth = windowMillis === null ? '' : growthText(row.growth, by);
    yield `${columns(growth, cells(row))}  ${terminalText(row.pid)} ${terminalText(whatIs(row))}`;
    const [frame] = row.stack;
    if (frame !== undefined) yield `${indent}${t('in {0}', terminalText(frameText(frame)))}`;
    const { most = [] } = (by === 'monitors' ? row.monitors : by === 'monitored-by' ? row.monitoredBy : null) ?? {};
    for (const end of most.slice(0, shownEnds)) yield `${indent}${endText(end, by === 'monitors', names)}`;
  }
  if (rows.length === 0 && windowMillis !== null) yield t('None has grown in this time.');
}

type Cells = readonly [memory: string, queue: string, monitors: string, monitoredBy: string, binaries: string];

function heads(): Cells {
  return [t('memory'), t('queue'), t('monitors'), t('monitored by'), t('binaries')];
}

function cells({ memory, queue, monitors, monitoredBy, binaryBytes }: ListedProcess): Cells {
  return [
    formatBytes(memory),
    formatCount(queue),
    monitors === null ? '?' : formatCount(monitors.count),
    monitoredBy === null ? '?' : formatCount(monitoredBy.count),
    binaryBytes === null ? '?' : formatBytes(binaryBytes),
  ];
}

const indent = ' '.repeat(4);

function columns(growth: string, [memory, queue, monitors, monitoredBy, binaries]: Cells): string {
  const before = growth === '' ? '' : `${padColumnStart(growth, 10)} `;
  const rest = [
    padColumnStart(memory, 9),
    padColumnStart(queue, 9),
    padColumnStart(monitors, 9),
    padColumnStart(monitoredBy, 12),
    padColumnStart(binaries, 9),
  ];
  return before + rest.join(' ');
}

function growthText(growth: number | null, by: ProcessOrder): string {
  if (growth === null) return t('new');
  return by === 'memory' || by === 'binary' ? formatSignedBytes(growth) : formatSignedCount(growth);
}

/** The name tells most, then what it was started for. */
function whatIs(process: ListedProcess): string {
  const { name } = process;
  const began = beganWith(process);
  const call = began === null ? '' : functionText(began);
  if (name === 'rex') return `${name} (${call}) ${t('which carries the questions of LeakLens')}`;
  const called = name === '' ? call : `${name} (${call})`;
  const labelled = process.label === undefined ? called : `${called} ${process.label}`;
  const starter = name === '' ? startedBy(process) : '';
  return starter === '' ? labelled : t('{0}, under {1}', labelled, starter);
}

function frameText(frame: StackFrame): string {
  const place = frame.file === '' ? '' : ` ${frame.file}:${frame.line}`;
  return `${functionText(frame)}${place}`;
}

const shownEnds = 3;

function endText({ other, count }: MonitorEnd, isMonitored: boolean, names: ProcessList['names']): string {
  const name = names.get(other);
  const who = terminalText(name === undefined || name === other ? other : `${other} ${name}`);
  if (count === 1) return isMonitored ? t('monitors {0} once', who) : t('monitored by {0} once', who);
  const times = formatCount(count);
  return isMonitored ? t('monitors {0}: {1} times', who, times) : t('monitored by {0}: {1} times', who, times);
}
