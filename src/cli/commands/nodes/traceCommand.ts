import { t } from '@vscode/l10n';
import { jsonText } from '../../../shared/base/said/jsonText';
import { ownText } from '../../../shared/base/said/said';
import { terminalText } from '../../../shared/base/said/terminalText';
import { formatCount } from '../../../shared/base/units';
import type { MonitorCaller, MonitorTrace } from '../../../shared/ports/runtime/nodeLooks';
import type { Command, Run } from '../../arguments/command';
import { formatOf } from '../../arguments/commonOptions';
import { nodeOptions } from '../../arguments/nodeOptions';
import { parseDuration } from '../../arguments/parseDuration';
import { UsageError } from '../../base/usageError';
import { asLines, writeAll } from '../../base/writeAll';
import { requireConsent, yesOption } from './consent';
import { withNode } from './withNode';

const defaultMillis = 1000;
const longestMillis = 10_000;
const defaultCalls = 5;
const mostCalls = 100;

export function traceCommand(): Command {
  return {
    name: 'trace',
    summary: t('the line of a node’s process that monitors: its calls of monitor/2, traced for a moment'),
    args: [
      { name: 'SOURCE', summary: t('a node: beam:NAME@HOST, or beam:HOST:PORT by the port of its distribution') },
      { name: 'PROCESS', summary: t('a registered name, or a pid such as <0.123.0>') },
    ],
    options: [
      { name: 'for', value: 'DURATION', summary: t('end after this time at the latest (1s; 10s at most)') },
      { name: 'calls', value: 'N', summary: t('end after so many calls (5; 100 at most)') },
      yesOption(),
      ...nodeOptions(),
    ],
    examples: [['leaklens trace beam:shop@localhost pool --yes', t('which line of pool calls monitor/2')]],
    notes: [cost()],
    run,
  };
}

function cost(): string {
  return t('Code is evaluated in the node; each traced call takes some microseconds more; then the trace is ended.');
}

async function run(run: Run): Promise<void> {
  const { line, terminal, signal } = run;
  const format = formatOf(line);
  const [address = '', process = ''] = line.passedOn;
  const question = { process, most: callsOf(line.count('calls', defaultCalls)), millis: millisOf(line.option('for')) };
  requireConsent(line, cost());
  const traced = await withNode(run, address, (node) => node.traceMonitors(question, signal));
  if (format === 'json') await writeAll(terminal, [jsonText(traced), ownText('\n')]);
  else await writeAll(terminal, asLines(textOf(traced)));
}

function callsOf(count: number): number {
  if (count >= 1 && count <= mostCalls) return count;
  throw new UsageError(t('--calls takes a number from 1 to {0}.', mostCalls));
}

function millisOf(text: string | null): number {
  if (text === null) return defaultMillis;
  const millis = parseDuration(text);
  if (millis !== null && millis > 0 && millis <= longestMillis) return Math.ceil(millis);
  throw new UsageError(t('--for takes a time of at most 10s here, such as 500ms or 2s, not “{0}”.', text));
}

function textOf({ ending, calls, callers }: MonitorTrace): readonly string[] {
  switch (ending) {
    case 'gone':
      return [t('The process has ended.')];
    case 'other-tracer':
      return [t('Nothing was traced: another tracer is at work, and before OTP 27 there can be one only.')];
    default:
      if (calls === 0) return [t('It did not call monitor/2 in this time.')];
      return [t('{0} calls of monitor/2:', formatCount(calls)), ...callers.map(callerText)];
  }
}

function callerText({ function: name, file, line, calls }: MonitorCaller): string {
  const place = file === '' ? '' : ` ${file}:${line}`;
  return `${formatCount(calls).padStart(6)}  ${terminalText(name)}${terminalText(place)}`;
}
