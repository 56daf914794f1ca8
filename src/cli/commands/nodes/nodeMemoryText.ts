import { t } from '@vscode/l10n';
import { durationWords } from '../../../shared/base/durationWords';
import { terminalText } from '../../../shared/base/said/terminalText';
import { padColumns, padColumnStart } from '../../../shared/base/textWidth';
import { formatBytes, formatCount, formatShare } from '../../../shared/base/units';
import type { AllocatorMemory, Counted, NodeLook } from '../../../shared/model/beam/nodeMemory';
import { retainedBytes } from '../../../shared/base/retainedMemory';

/** The memory of a node by kind and by allocator, and what is counted against a limit, in words. */
export function* nodeMemoryText(look: NodeLook): Generator<string> {
  yield headText(look);
  yield '';
  yield* kindLines(look);
  yield '';
  yield* allocatorLines(look);
  yield '';
  yield* countLines(look);
}

function headText({ identity: { name, release, version, uptimeMillis } }: NodeLook): string {
  const up = durationWords(uptimeMillis / 1000, t);
  return t('{0}, OTP {1} (ERTS {2}), up for {3}', terminalText(name), terminalText(release), terminalText(version), up);
}

function* kindLines({ memory }: NodeLook): Generator<string> {
  const rows: readonly (readonly [name: string, bytes: number, words: string])[] = [
    [t('processes'), memory.processes, t('heaps, stacks, mailboxes, and monitors between processes of this node')],
    ['ets', memory.ets, t('tables (ETS)')],
    [t('binary'), memory.binary, t('binaries of 65 bytes and more, which processes share by reference')],
    [t('code'), memory.code, t('loaded modules')],
    [t('atom'), memory.atom, t('names, which are never freed')],
    [t('other'), otherBytes(memory), t('the runtime itself, and monitors across nodes')],
    [t('total'), memory.total, t('all that is in use, as erlang:memory() counts it')],
  ];
  for (const [name, bytes, words] of rows) {
    yield `${padColumns(name, 10)} ${padColumnStart(formatBytes(bytes), 10)} ${shareText(bytes, memory.total)}  ${words}`;
  }
}

function otherBytes({ system, ets, binary, code, atom }: NodeLook['memory']): number {
  return Math.max(0, system - ets - binary - code - atom);
}

function* allocatorLines({ allocators }: NodeLook): Generator<string> {
  if (allocators.length === 0) {
    yield t('This node does not tell of its allocators.');
    return;
  }
  yield `${padColumns(t('allocator'), 16)} ${padColumnStart(t('in use'), 10)} ${padColumnStart(t('taken'), 10)} ${padColumnStart(t('unused'), 10)}`;
  for (const one of [...allocators].sort((a, b) => b.carriers - a.carriers)) yield allocatorLine(one);
  const kept = retainedBytes(allocators);
  if (kept.isMuch) {
    yield t(
      'Retained by the runtime, not leaked: {0} are kept for later in what was taken from the operating system.',
      formatBytes(kept.bytes),
    );
  }
}

function allocatorLine({ name, blocks, carriers }: AllocatorMemory): string {
  const cells = [blocks, carriers, carriers - blocks].map((bytes) => padColumnStart(formatBytes(bytes), 10));
  return `${padColumns(terminalText(name), 16)} ${cells.join(' ')}`;
}

function* countLines({ counts }: NodeLook): Generator<string> {
  yield countLine(t('processes'), counts.processes);
  yield countLine(t('ports'), counts.ports);
  yield countLine(t('atoms'), counts.atoms);
  yield countLine(t('tables'), counts.tables);
}

function countLine(name: string, { now, limit }: Counted): string {
  const share = limit > 0 ? ` (${formatShare(now / limit)})` : '';
  return `${padColumns(name, 10)} ${padColumnStart(formatCount(now), 10)}  ${t('of {0}', formatCount(limit))}${share}`;
}

function shareText(bytes: number, total: number): string {
  return padColumnStart(formatShare(total > 0 ? bytes / total : 0), 5);
}
