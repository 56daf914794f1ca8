import { l10n, window, type QuickPickItem } from 'vscode';
import { requests, type Outcome } from '../../shared/wires/lspMessages';
import type { ExportedSnapshot } from '../../shared/model/engineRequests';
import type { RedactionCounts } from '../../shared/model/redaction';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import { formatCount } from '../../shared/base/units';
import type { CommandHandlers } from '../base/commandRegistry';
import { commands } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import { showProblem } from '../base/problemMessage';
import { revealFolder } from './revealFolder';
import type { SnapshotPick } from './snapshotPick';
import { cancelledOutcome } from '../targets/targetConnections';
import { snapshotLabel } from '../targets/targetWords';
import { pickOne, showInformation, withProgress } from '../base/prompts';

export interface ExportCommandsOptions {
  readonly engine: EngineClient;
  readonly pick: SnapshotPick;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** What a person decides about an export; tests and other extensions pass it as second argument. */
interface ExportChoice {
  readonly directory: string;
  readonly redact: boolean;
}

/** The command that gives a snapshot away. It takes a snapshot's id or tree node, and answers an Outcome. */
export function exportCommands(
  options: ExportCommandsOptions,
): Pick<CommandHandlers, (typeof commands)['exportSnapshot']> {
  return {
    [commands.exportSnapshot]: async (argument, given) => {
      const snapshot = await options.pick.snapshot(argument, l10n.t('Export which snapshot?'));
      return snapshot && exportSnapshot(options, snapshot, given);
    },
  };
}

async function exportSnapshot(
  { engine, report }: ExportCommandsOptions,
  snapshot: StoredSnapshot,
  given: unknown,
): Promise<Outcome<ExportedSnapshot>> {
  const choice = isChoice(given) ? given : await askChoice();
  if (choice === null) return cancelledOutcome();
  const title = l10n.t('Exporting the snapshot {0}', snapshotLabel(snapshot));
  const outcome = await withProgress(title, (_progress, token) =>
    engine.ask(requests.exportSnapshot, { id: snapshot.id, ...choice }, token),
  );
  if (outcome.ok) sayExported(outcome.value).catch(report);
  else showProblem(outcome.problem, []).catch(report);
  return outcome;
}

function isChoice(given: unknown): given is ExportChoice {
  if (typeof given !== 'object' || given === null || !('directory' in given) || !('redact' in given)) return false;
  return typeof given.directory === 'string' && typeof given.redact === 'boolean';
}

async function askChoice(): Promise<ExportChoice | null> {
  const redact = await askRedaction();
  if (redact === null) return null;
  const [folder] =
    (await window.showOpenDialog({
      title: l10n.t('Export Snapshot To'),
      openLabel: l10n.t('Export Here'),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return folder === undefined ? null : { directory: folder.fsPath, redact };
}

/** Null when the person gave up. */
async function askRedaction(): Promise<boolean | null> {
  const items: readonly (QuickPickItem & { readonly redact: boolean })[] = [
    {
      label: l10n.t('Redact'),
      detail: l10n.t(
        'Without arguments of calls, values of labels, account names in paths, and the address of the service. Names of functions and files stay.',
      ),
      redact: true,
    },
    { label: l10n.t('Keep all'), detail: l10n.t('The files as captured. They may hold private data.'), redact: false },
  ];
  const placeHolder = l10n.t('Redact private data?');
  return (await pickOne(items, { placeHolder }))?.redact ?? null;
}

async function sayExported({ directory, redacted }: ExportedSnapshot): Promise<void> {
  const where = l10n.t('Exported the snapshot to {0}.', directory);
  const what = redacted === null ? l10n.t('Nothing was redacted.') : redactionWords(redacted);
  const reveal = l10n.t('Reveal Files');
  const choice = await showInformation(`${where} ${what}`, reveal);
  if (choice === reveal) await revealFolder(directory);
}

function redactionWords({ calls, labels, accounts, remarks }: RedactionCounts): string {
  return l10n.t(
    'Redacted: the arguments of {0} calls, the values of {1} labels, account names in {2} paths, {3} comments, and the address of the service.',
    formatCount(calls),
    formatCount(labels),
    formatCount(accounts),
    formatCount(remarks),
  );
}
