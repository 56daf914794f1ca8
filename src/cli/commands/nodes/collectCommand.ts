import { t } from '@vscode/l10n';
import { beganWith, functionText } from '../../../shared/base/symbols/erlangFunction';
import { jsonText } from '../../../shared/base/said/jsonText';
import { ownText, type Said } from '../../../shared/base/said/said';
import { terminalText } from '../../../shared/base/said/terminalText';
import { formatBytes } from '../../../shared/base/units';
import type { NodeProcess } from '../../../shared/model/beam/nodeProcess';
import type { CollectedProcess } from '../../../shared/ports/runtime/nodeLooks';
import type { Command, Run } from '../../arguments/command';
import { formatOf } from '../../arguments/commonOptions';
import { nodeOptions } from '../../arguments/nodeOptions';
import { UsageError } from '../../base/usageError';
import { asLines, writeAll } from '../../base/writeAll';
import { requireConsent, yesOption } from './consent';
import { withNode } from './withNode';

/** What is left of more than this part of it was no garbage. */
const heldShare = 0.5;

const mostProcesses = 20;

export function collectCommand(): Command {
  return {
    name: 'collect',
    summary: t('collects garbage of a node’s processes: what is held, and what only waited for that'),
    args: [
      { name: 'SOURCE', summary: t('a node: beam:NAME@HOST, or beam:HOST:PORT by the port of its distribution') },
      { name: 'PROCESS', summary: t('a registered name, or a pid such as <0.123.0>'), repeats: true },
    ],
    options: [yesOption(), ...nodeOptions()],
    examples: [['leaklens collect beam:shop@localhost cache --yes', t('whether the binaries of cache are held')]],
    notes: [cost()],
    run,
  };
}

function cost(): string {
  return t(
    'A process stops while its garbage is collected: about 1.5 ms for each megabyte of its heap. It loses nothing.',
  );
}

async function run(run: Run): Promise<void> {
  const { line, terminal, signal } = run;
  const format = formatOf(line);
  const [address = '', ...processes] = line.passedOn;
  if (processes.length > mostProcesses) throw new UsageError(t('Name at most {0} processes.', mostProcesses));
  requireConsent(line, cost());
  const collected = await withNode(run, address, (node) => node.collect(processes, signal));
  if (format === 'json') await writeAll(terminal, [jsonOf(collected), ownText('\n')]);
  else await writeAll(terminal, asLines(collected.flatMap(textOf)));
}

/** All that it keeps alive: binaries are beside its heap. */
function bytesOf({ memory, binaryBytes }: NodeProcess): number {
  return memory + (binaryBytes ?? 0);
}

function isHeld({ before, after }: CollectedProcess): boolean {
  return after !== null && bytesOf(after) > bytesOf(before) * heldShare;
}

function textOf(one: CollectedProcess): readonly string[] {
  const { before, after } = one;
  const began = beganWith(before);
  const call = began === null ? '' : functionText(began);
  const name = terminalText(`${before.pid} ${before.name === '' ? call : `${before.name} (${call})`}`);
  if (after === null) return [name, `    ${t('It has ended meanwhile.')}`];
  const change = (from: number, to: number) => `${formatBytes(from)} → ${formatBytes(to)}`;
  const binaries = change(before.binaryBytes ?? 0, after.binaryBytes ?? 0);
  return [
    name,
    `    ${t('memory {0}, binaries {1}', change(before.memory, after.memory), binaries)}`,
    `    ${isHeld(one) ? t('Held: something refers to it, and no collection frees it.') : t('Garbage: it only waited to be collected, and is no leak.')}`,
  ];
}

function jsonOf(collected: readonly CollectedProcess[]): Said {
  const sizes = ({ memory, binaryBytes }: NodeProcess) => ({ memory, binaryBytes });
  return jsonText(
    collected.map((one) => ({
      pid: one.before.pid,
      name: one.before.name,
      before: sizes(one.before),
      after: one.after === null ? null : sizes(one.after),
      held: one.after === null ? null : isHeld(one),
    })),
  );
}
