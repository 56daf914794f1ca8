import { l10n, type QuickPickItem } from 'vscode';
import type { IgnoredView } from '../../shared/wires/findingView';
import { requests, type Outcome } from '../../shared/wires/lspMessages';
import { asFindingNode, findingOf } from './findingNodes';
import { offerIgnoreFile, type IgnoreOptions } from './ignoreFinding';
import { showProblem } from '../base/problemMessage';
import { cancelledOutcome } from '../targets/targetConnections';
import { pickOne, tell } from '../base/prompts';

/**
 * Brings a finding back that a person ignores: its rule leaves `.leaklens.json`.
 * @param argument id of the finding, or its tree node; a person picks when it is neither
 * @returns outcome with the path of the rules
 */
export async function stopIgnoring(options: IgnoreOptions, argument: unknown): Promise<Outcome<string>> {
  const node = asFindingNode(argument);
  const named = typeof argument === 'string' ? argument : node === null ? undefined : findingOf(node)?.id;
  const picked = named === undefined ? await pickIgnored(options) : { ok: true as const, value: named };
  const outcome = picked.ok ? await options.engine.ask(requests.stopIgnoring, { id: picked.value }) : picked;
  const said = l10n.t('The finding is no longer ignored: its rule is gone from .leaklens.json.');
  if (outcome.ok) offerIgnoreFile(outcome.value, said).catch(options.report);
  else showProblem(outcome.problem, []).catch(options.report);
  return outcome;
}

/** @returns outcome with the id of the finding */
async function pickIgnored({ engine }: IgnoreOptions): Promise<Outcome<string>> {
  const ignored = await engine.ask(requests.ignoredFindings, null);
  if (!ignored.ok) return ignored;
  if (ignored.value.length === 0) {
    tell(l10n.t('No finding is ignored.'));
    return cancelledOutcome();
  }
  const title = l10n.t('Stop Ignoring Finding');
  const placeHolder = l10n.t('Which finding shall be shown again?');
  const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
  const chosen = await pickOne(ignored.value.map(ignoredItem), options);
  return chosen === undefined ? cancelledOutcome() : { ok: true, value: chosen.id };
}

/** The reason stands in a line of its own: titles are long. A finding that no connected service has now is known by its id alone. */
function ignoredItem({ id, reason, until, title }: IgnoredView): QuickPickItem & { readonly id: string } {
  const expiry = until === null ? l10n.t('For ever') : l10n.t('until {0}', until);
  const detail = [reason, expiry].filter((part) => part !== '').join(' · ');
  if (title === null) return { id, label: id, description: l10n.t('no connected service has it now'), detail };
  return { id, label: title, description: id, detail };
}
