import { l10n, Uri, window, workspace, type QuickPickItem } from 'vscode';
import { requests, type Outcome } from '../../shared/wires/lspMessages';
import type { IgnoreParams } from '../../shared/model/engineRequests';
import type { FindingView } from '../../shared/wires/findingView';
import type { EngineClient } from '../engine/engineClient';
import { expiryDate } from './expiryDate';
import { showProblem } from '../base/problemMessage';
import { cancelledOutcome } from '../targets/targetConnections';
import { pickOne, showInformation } from '../base/prompts';
import { messageText } from '../../shared/base/said/plainText';
import type { Clock } from '../../shared/ports/clock';

export interface IgnoreOptions {
  readonly engine: EngineClient;
  readonly clock: Pick<Clock, 'now'>;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

type Answers = Pick<IgnoreParams, 'reason' | 'until'>;

/**
 * Asks why and until when a finding is to be ignored, and has the rule written.
 * @param given `{ reason, until? }` from a caller that asks nobody
 * @returns outcome with the path of the rules
 */
export async function ignoreFinding(
  { engine, clock, report }: IgnoreOptions,
  finding: FindingView,
  given: unknown,
): Promise<Outcome<string>> {
  const answers = givenAnswers(given) ?? (await askAnswers(finding, clock.now()));
  if (answers === null) return cancelledOutcome();
  const outcome = await engine.ask(requests.ignoreFinding, { id: finding.id, ...answers });
  const said = l10n.t('The finding is ignored by a rule in .leaklens.json.');
  if (outcome.ok) offerIgnoreFile(outcome.value, said).catch(report);
  else showProblem(outcome.problem, []).catch(report);
  return outcome;
}

function givenAnswers(given: unknown): Answers | null {
  if (typeof given !== 'object' || given === null || !('reason' in given) || typeof given.reason !== 'string')
    return null;
  return { reason: given.reason, until: 'until' in given && typeof given.until === 'string' ? given.until : null };
}

async function askAnswers(finding: FindingView, nowMillis: number): Promise<Answers | null> {
  const reason = await window.showInputBox({
    title: l10n.t('Ignore Finding'),
    prompt: messageText(finding.title),
    placeHolder: l10n.t('Reason (colleagues will read it)'),
    validateInput: (text) => (text.trim() === '' ? l10n.t('A reason is needed.') : undefined),
  });
  if (reason === undefined) return null;
  const until = await askExpiry(nowMillis);
  return until === undefined ? null : { reason: reason.trim(), until };
}

/** @returns an ISO date, null for never, undefined when cancelled */
async function askExpiry(nowMillis: number): Promise<string | null | undefined> {
  const inDays = (days: number): QuickPickItem & { readonly until: string } => {
    const until = expiryDate(nowMillis, days);
    return { label: l10n.t('For {0} days', days), description: l10n.t('until {0}', until), until };
  };
  const always = { label: l10n.t('For ever'), description: '', until: null };
  // What stands first is selected: most of what is ignored is to be looked at again.
  const placeHolder = l10n.t('Ignore it for how long?');
  return (await pickOne([inDays(30), inDays(90), always], { placeHolder }))?.until;
}

/** Says what happened to the file, and opens it on demand; one that went with its last rule cannot be opened. */
export async function offerIgnoreFile(path: string, said: string): Promise<void> {
  const open = l10n.t('Open File');
  const file = Uri.file(path);
  const isThere = await workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  const choice = await (isThere ? showInformation(said, open) : showInformation(said));
  if (choice === open) await window.showTextDocument(file);
}
