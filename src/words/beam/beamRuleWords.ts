import { t } from '@vscode/l10n';
import type { FindingKind } from '../../shared/model/finding';
import type { RuleWords } from '../../shared/ports/runtime/runtime';

/** A kind of finding as a rule that code is held to. */
export function beamRuleWords(kind: FindingKind): RuleWords {
  return rules[kind]?.() ?? { name: kind, short: kind, help: '' };
}

const rules: Readonly<Record<FindingKind, () => RuleWords>> = {
  'monitor-leak': () => ({
    name: 'MonitorLeak',
    short: t('A process that lives on monitors others again and again, and never stops.'),
    help: t(
      'Call demonitor with flush when the answer is there, or monitor each process once and remember the reference.',
    ),
  }),
  'process-growth': () => ({
    name: 'ProcessGrowth',
    short: t('Processes that are started here do not end, and their number grows.'),
    help: t('Give each process an end: a time-out, a link or a monitor to whom it serves.'),
  }),
  'mailbox-growth': () => ({
    name: 'MailboxGrowth',
    short: t('More messages come than this process receives.'),
    help: t(
      'Receive what nobody expects as well, or slow down who sends: a call waits for its answer, a cast does not.',
    ),
  }),
  'binary-growth': () => ({
    name: 'BinaryGrowth',
    short: t('A process refers to more and more large binaries.'),
    help: t('A part of a binary keeps all of it: copy what is kept with binary:copy.'),
  }),
  'state-growth': () => ({
    name: 'StateGrowth',
    short: t('A process keeps more and more in its state.'),
    help: t('Take out what is old, bound what is kept, or leave it to a table or a store with an end.'),
  }),
  'persistent-growth': () => ({
    name: 'PersistentGrowth',
    short: t('Persistent terms are put under ever other keys, and are never freed.'),
    help: t('Keep what comes and goes in a table, or erase each term when it is over.'),
  }),
  'timer-growth': () => ({
    name: 'TimerGrowth',
    short: t('Timers are started and not stopped when they are no longer wanted.'),
    help: t('Cancel the timer that runs before another one is started, and when its work is done.'),
  }),
  'ets-growth': () => ({
    name: 'EtsGrowth',
    short: t('A table is filled and not emptied.'),
    help: t('Delete what is old, or bound the table by a size.'),
  }),
  'atom-growth': () => ({
    name: 'AtomGrowth',
    short: t('Atoms are made from what comes in, and are never freed.'),
    help: t('Use binary_to_existing_atom or String.to_existing_atom, or keep the text.'),
  }),
  'retained-by-runtime': () => ({
    name: 'RetainedByRuntime',
    short: t('The node looks big because its allocators keep memory for later: no leak.'),
    help: t(
      'It is used again before more is taken. Carriers that are empty are given back; one block keeps a whole one.',
    ),
  }),
  'port-growth': () => ({
    name: 'PortGrowth',
    short: t('Sockets, files or programs are opened and not closed.'),
    help: t('Close what is opened when its work is done, also after an error.'),
  }),
};
