import { commands as editorCommands, l10n, Uri, workspace } from 'vscode';
import { fineDurationWords } from '../../shared/base/durationWords';
import { fileLine } from '../../shared/base/fileLine';
import { gorefPause } from '../../shared/base/gorefPause';
import { formatBytes, formatCount, formatShare } from '../../shared/base/units';
import type { AskedHolders, HoldersProspect, SeenHolder } from '../../shared/model/askedHolders';
import { requests, type Outcome } from '../../shared/wires/lspMessages';
import { isConfirmed } from '../base/confirmation';
import { profileEditors } from '../base/contributionNames';
import { showProblem } from '../base/problemMessage';
import { confirm, showInformation, tell, withProgress } from '../base/prompts';
import type { EngineClient } from '../engine/engineClient';
import { cancelledOutcome } from '../targets/targetConnections';
import type { FoundFinding } from './findingList';
import { openPlace } from './openPlace';

export interface WhoHoldsParts {
  readonly engine: EngineClient;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/**
 * Has goref read who holds the memory of the process that has a finding, once the person has agreed that it stands still meanwhile, and opens
 * the profile. Cancelled, the process runs on at once.
 * @param consent `{ confirmed: true }` asks nothing @returns null where the workspace is not trusted
 */
export async function whoHolds(
  parts: WhoHoldsParts,
  { target: { targetId, targetName }, finding }: FoundFinding,
  consent: unknown,
): Promise<Outcome<AskedHolders> | null> {
  const { engine, report } = parts;
  if (!workspace.isTrusted) {
    const said = l10n.t('This workspace is not trusted, so LeakLens stops no service.');
    tell(said);
    return null;
  }
  const prospect = await engine.ask(requests.holdersProspect, { targetId });
  if (!prospect.ok) return failed(prospect, report);
  if (!isConfirmed(consent) && !(await agrees(prospect.value, targetName))) return cancelledOutcome();
  const title = l10n.t('{0} stands still while goref reads its memory; Cancel lets it run on', targetName);
  const asked = await withProgress(title, (_progress, token) =>
    engine.ask(requests.askHolders, { targetId, id: finding.id }, token),
  );
  if (!asked.ok) return failed(asked, report);
  await editorCommands.executeCommand('vscode.openWith', Uri.file(asked.value.path), profileEditors.anyProfile);
  sayHolder(targetName, asked.value).catch(report);
  return asked;
}

function failed<T extends Extract<Outcome<never>, { ok: false }>>(outcome: T, report: WhoHoldsParts['report']): T {
  showProblem(outcome.problem, []).catch(report);
  return outcome;
}

function agrees({ pid, objects }: HoldersProspect, targetName: string): Promise<boolean> {
  const question = l10n.t('Stop {0} (process {1}) to see who holds its memory?', targetName, String(pid));
  const detail = l10n.t(
    'goref attaches to the process and reads its memory. It answers nobody meanwhile: requests, health checks and leases wait. {0} Cancel lets it run on at once. The profile has names, types and sizes, and no contents.',
    pauseWords(objects),
  );
  return confirm('warning', question, { detail, button: l10n.t('Stop It and Look') });
}

function pauseWords(objects: number | null): string {
  if (objects === null) {
    return l10n.t(
      'It does not tell how many objects it has: expect a second, and 6 to 16 s more for each million of them.',
    );
  }
  const { least, most } = gorefPause(objects);
  const words = (seconds: number) => fineDurationWords(seconds, l10n.t);
  return l10n.t(
    'For its {0} objects that takes some {1} to {2}.',
    formatCount(Math.round(objects)),
    words(least),
    words(most),
  );
}

/** What the source names as holder, where it was seen; else only that it is over. */
async function sayHolder(targetName: string, { seconds, bytes, seen: [holder] }: AskedHolders): Promise<void> {
  const stood = l10n.t('{0} runs on; goref took {1}.', targetName, fineDurationWords(seconds, l10n.t));
  if (holder === undefined) {
    await showInformation(`${stood} ${l10n.t('The profile says who holds its memory.')}`);
    return;
  }
  const goTo = l10n.t('Go to Holder');
  if ((await showInformation(`${holderWords(holder, bytes)} ${stood}`, goTo)) !== goTo) return;
  const { path, line } = holder.place;
  await openPlace({ uri: Uri.file(path).toString(), line: line - 1, label: fileLine(path, line) });
}

function holderWords({ name, place, objects, bytes }: SeenHolder, all: number): string {
  return l10n.t(
    '{0} ({1}), which the source names as what keeps this, holds {2} in {3} objects: {4} of all that is held.',
    name,
    fileLine(place.path, place.line),
    formatBytes(bytes),
    formatCount(objects),
    formatShare(all === 0 ? 0 : bytes / all),
  );
}
