import { t } from '@vscode/l10n';
import type { SeriesId } from '../../shared/model/series/series';
import type { SeriesWords } from '../../shared/model/series/seriesSpec';

/** The series of a node. One that nobody has named is called by its id. */
export function beamSeriesWords(id: SeriesId): SeriesWords {
  return words[id]?.() ?? { label: id, explanation: '', name: id };
}

const words: Readonly<Record<SeriesId, () => SeriesWords>> = {
  total: () => ({
    label: t('Memory in use'),
    explanation: t('All that the node uses, as erlang:memory() counts it.'),
    name: t('memory in use'),
  }),
  processMemory: () => ({
    label: t('Memory of processes'),
    explanation: t('Heaps, stacks, mailboxes, and monitors between processes of this node.'),
    name: t('memory of processes'),
  }),
  binary: () => ({
    label: t('Binaries'),
    explanation: t('Binaries of 65 bytes and more, which processes share by reference.'),
    name: t('binaries'),
  }),
  ets: () => ({ label: 'ETS', explanation: t('What tables (ETS) hold.'), name: 'ETS' }),
  system: () => ({
    label: t('System memory'),
    explanation: t('All that belongs to no process: binaries, tables, code, names, the runtime itself.'),
    name: t('system memory'),
  }),
  carriers: () => ({
    label: t('Taken from the system'),
    explanation: t('What the allocators took from the operating system, in use or kept for later.'),
    name: t('memory taken from the operating system'),
  }),
  unused: () => ({
    label: t('Kept for later'),
    explanation: t('What the allocators took and do not use now: after a peak it is much, and no leak.'),
    name: t('memory kept for later'),
  }),
  processes: () => ({
    label: t('Processes'),
    explanation: t('Processes that run in the node.'),
    name: t('processes'),
    counted: { one: t('1 process'), many: t('{0} processes', '{0}') },
  }),
  longestMailbox: () => ({
    label: t('Longest mailbox'),
    explanation: t('Messages that wait in the process that has most of them.'),
    name: t('messages in the longest mailbox'),
  }),
  ports: () => ({ label: t('Ports'), explanation: t('Sockets, files and programs that are open.'), name: t('ports') }),
  atoms: () => ({
    label: t('Atoms'),
    explanation: t('Names that the node knows: they are never freed, and at their limit the node ends.'),
    name: t('atoms'),
  }),
  tables: () => ({ label: t('Tables'), explanation: t('Tables (ETS) that are there.'), name: t('tables') }),
  runQueue: () => ({
    label: t('Run queue'),
    explanation: t('Processes that could run and wait for a scheduler.'),
    name: t('run queue'),
  }),
};
