import { commands as editorCommands, l10n, window } from 'vscode';
import { requests, type Outcome } from '../../shared/wires/lspMessages';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import { captureShown } from './captureShown';
import type { CommandHandlers } from '../base/commandRegistry';
import { isConfirmed } from '../base/confirmation';
import { commands, views } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import type { FoundFinding } from '../findings/findingList';
import type { FindingPick } from '../findings/findingPick';
import { exportCommands } from './exportCommands';
import { pinCommands } from './pinCommands';
import { showProblem } from '../base/problemMessage';
import { revealFolder } from './revealFolder';
import type { SnapshotCommandName } from './snapshotCommandNames';
import type { SnapshotDocuments } from './snapshotDocuments';
import type { SnapshotPick } from './snapshotPick';
import { cancelledOutcome, type TargetConnections } from '../targets/targetConnections';
import { pickLiveTarget } from '../targets/targetPick';
import { snapshotLabel } from '../targets/targetWords';
import { confirm, showInformation } from '../base/prompts';

export interface SnapshotCommandsOptions {
  readonly engine: EngineClient;
  readonly connections: TargetConnections;
  readonly documents: SnapshotDocuments;
  readonly pick: SnapshotPick;
  readonly findings: Pick<FindingPick, 'finding'>;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/**
 * Commands about snapshots. All but capture take a snapshot's id or tree node, or mean the one selected in the tree, or
 * ask. They answer null when there was nothing to act on.
 */
export function snapshotCommands(options: SnapshotCommandsOptions): Pick<CommandHandlers, SnapshotCommandName> {
  const { documents, pick } = options;
  return {
    /** Outcome with the snapshot. */
    [commands.captureSnapshot]: (argument) => capture(options, argument),
    /** Outcome with the snapshot, which is open at the finding then. Takes the finding's id or tree node. */
    [commands.snapshotFinding]: async (argument) => {
      const found = await options.findings.finding(argument, l10n.t('Capture a snapshot for which finding?'));
      return found && captureAndOpen(options, found);
    },
    /** URI of the document shown. */
    [commands.openSnapshot]: async (argument) => {
      const snapshot = await pick.snapshot(argument, l10n.t('Open which snapshot?'));
      return (snapshot && (await documents.open(snapshot)))?.toString() ?? null;
    },
    /** URI of the document shown. The other snapshot may be the second argument; the older of both is the base. */
    [commands.compareSnapshots]: async (argument, other) => {
      const first = await pick.snapshot(argument, l10n.t('Compare which snapshot?'));
      const second = first && (await pick.other(first, other, l10n.t('Compare with which snapshot?')));
      return (first && second && (await documents.compare(first, second)))?.toString() ?? null;
    },
    ...pinCommands(options),
    ...exportCommands(options),
    /** `revealed`, or `copied` where no file manager can be opened. */
    [commands.revealSnapshot]: async (argument) => {
      const snapshot = await pick.snapshot(argument, l10n.t('Reveal the files of which snapshot?'));
      return snapshot && revealFolder(snapshot.directory);
    },
    /** Outcome with the renamed snapshot. The new name may be the second argument. */
    [commands.renameSnapshot]: async (argument, name) => {
      const snapshot = await pick.snapshot(argument, l10n.t('Rename which snapshot?'));
      return snapshot && rename(options, snapshot, name);
    },
    /** Outcome. With `{ confirmed: true }` as second argument it does not ask. */
    [commands.deleteSnapshot]: async (argument, consent) => {
      const snapshot = await pick.snapshot(argument, l10n.t('Delete which snapshot?'));
      return snapshot && remove(options, snapshot, consent);
    },
  };
}

async function capture(options: SnapshotCommandsOptions, argument: unknown): Promise<Outcome<StoredSnapshot>> {
  const state = await pickLiveTarget(options.connections, argument, l10n.t('Capture a snapshot of which service?'));
  if (state === null) return cancelledOutcome();
  const outcome = await captureShown(options, state.target);
  if (outcome.ok) offerSnapshot(outcome.value).catch(options.report);
  return outcome;
}

async function captureAndOpen(
  options: SnapshotCommandsOptions,
  { target, finding }: FoundFinding,
): Promise<Outcome<StoredSnapshot>> {
  const state = await pickLiveTarget(options.connections, target.targetId, '');
  if (state === null) return cancelledOutcome();
  const outcome = await captureShown(options, state.target);
  if (outcome.ok) await options.documents.open(outcome.value, finding.place);
  return outcome;
}

async function offerSnapshot(snapshot: StoredSnapshot): Promise<void> {
  const open = l10n.t('Open');
  const revealFiles = l10n.t('Reveal Files');
  const said = l10n.t('Captured a snapshot of {0}.', snapshot.target.name);
  const choice = await showInformation(said, open, revealFiles);
  if (choice === open) await editorCommands.executeCommand(commands.openSnapshot, snapshot.id);
  if (choice === revealFiles) await editorCommands.executeCommand(commands.revealSnapshot, snapshot.id);
}

async function rename(
  options: SnapshotCommandsOptions,
  snapshot: StoredSnapshot,
  given: unknown,
): Promise<Outcome<StoredSnapshot>> {
  const name = typeof given === 'string' ? given : await askName(snapshot);
  if (name === undefined) return cancelledOutcome();
  const outcome = await options.engine.ask(requests.renameSnapshot, { id: snapshot.id, name: name.trim() });
  if (!outcome.ok) showProblem(outcome.problem, []).catch(options.report);
  // Whoever was asked came from the tree, and goes on there.
  else if (typeof given !== 'string') await editorCommands.executeCommand(`${views.targets}.focus`);
  return outcome;
}

async function askName(snapshot: StoredSnapshot): Promise<string | undefined> {
  return window.showInputBox({
    title: l10n.t('Rename Snapshot'),
    prompt: l10n.t('One with a name is pinned: it stays when there are too many. Empty: the time of the capture.'),
    value: snapshotLabel(snapshot),
  });
}

async function remove(
  options: SnapshotCommandsOptions,
  snapshot: StoredSnapshot,
  consent: unknown,
): Promise<Outcome<null>> {
  if (!isConfirmed(consent) && !(await confirmDeletion(snapshot))) return cancelledOutcome();
  const outcome = await options.engine.ask(requests.deleteSnapshot, { id: snapshot.id });
  if (!outcome.ok) showProblem(outcome.problem, []).catch(options.report);
  return outcome;
}

async function confirmDeletion(snapshot: StoredSnapshot): Promise<boolean> {
  const question = l10n.t('Delete the snapshot “{0}” of {1}?', snapshotLabel(snapshot), snapshot.target.name);
  const detail = l10n.t('Its files are removed from {0}.', snapshot.directory);
  return confirm('warning', question, { detail, button: l10n.t('Delete') });
}
