import { commands as editorCommands, l10n, type QuickPickItem } from 'vscode';
import type { TargetState } from '../../shared/wires/lspMessages';
import type { WaitingTarget } from './automaticAttempts';
import { commands } from '../base/contributionNames';
import { addressLabel } from '../base/serviceAddress';
import type { TargetConnections } from './targetConnections';
import { asTreeNode } from './targetNodes';
import { describeNumbers } from './targetWords';
import { pickOne, showInformation } from '../base/prompts';

/** A target a command can act on. */
export type PickedTarget =
  | { readonly type: 'live'; readonly state: TargetState }
  | { readonly type: 'waiting'; readonly waiting: WaitingTarget };

/** The live target that an argument names (its id, or a tree node), the only one, or the one a person picks. */
export async function pickLiveTarget(
  connections: TargetConnections,
  argument: unknown,
  placeHolder: string,
): Promise<TargetState | null> {
  const candidates = liveTargets(connections);
  const picked = await pickTarget(candidates, argument, placeHolder);
  return picked?.type === 'live' ? picked.state : null;
}

/** The same, with the targets that are still waited for. */
export async function pickAnyTarget(
  connections: TargetConnections,
  argument: unknown,
  placeHolder: string,
): Promise<PickedTarget | null> {
  const waiting = connections.waiting.map((entry): PickedTarget => ({ type: 'waiting', waiting: entry }));
  return pickTarget([...liveTargets(connections), ...waiting], argument, placeHolder);
}

/** One of those that do not answer, the ones that are waited for among them. */
export async function pickAwayTarget(
  connections: TargetConnections,
  argument: unknown,
  placeHolder: string,
): Promise<PickedTarget | null> {
  const waiting = connections.waiting.map((entry): PickedTarget => ({ type: 'waiting', waiting: entry }));
  const away = connections.states.filter((state) => !answers(state));
  return pickTarget(
    [...away.map((state): PickedTarget => ({ type: 'live', state })), ...waiting],
    argument,
    placeHolder,
  );
}

/** It is connected, and its last round was answered. */
export function answers({ phase }: Pick<TargetState, 'phase'>): boolean {
  return phase === 'connected';
}

function liveTargets(connections: TargetConnections): PickedTarget[] {
  return connections.states.map((state) => ({ type: 'live', state }));
}

async function pickTarget(
  candidates: readonly PickedTarget[],
  argument: unknown,
  placeHolder: string,
): Promise<PickedTarget | null> {
  const name = nameIn(argument);
  if (name !== null) return candidates.find((candidate) => isNamed(candidate, name)) ?? null;
  if (candidates.length === 0) sayNothingConnected();
  const [only] = candidates;
  if (only === undefined || candidates.length === 1) return only ?? null;
  const items = candidates.map((candidate): QuickPickItem & { candidate: PickedTarget } => ({
    ...describe(candidate),
    candidate,
  }));
  return (await pickOne(items, { placeHolder }))?.candidate ?? null;
}

/** The live target that an argument names; null when it names none. */
export function namedLiveTarget(connections: TargetConnections, argument: unknown): TargetState | null {
  const name = nameIn(argument);
  const candidate = name === null ? undefined : liveTargets(connections).find((live) => isNamed(live, name));
  return candidate?.type === 'live' ? candidate.state : null;
}

function nameIn(argument: unknown): string | null {
  const node = asTreeNode(argument);
  if (node?.kind === 'target') return node.url;
  return typeof argument === 'string' ? argument : null;
}

/** By id, or by the address as the tree shows it. */
function isNamed(candidate: PickedTarget, named: string): boolean {
  if (candidate.type === 'waiting') return candidate.waiting.url === named;
  return candidate.state.target.id === named || candidate.state.target.url === named;
}

function describe(candidate: PickedTarget): QuickPickItem {
  if (candidate.type === 'waiting') {
    return { label: candidate.waiting.name, description: l10n.t('waiting for the service') };
  }
  const { target } = candidate.state;
  return { label: target.name, description: addressLabel(target.url), detail: describeNumbers(candidate.state) };
}

/** Without waiting for an answer. */
export function sayNothingConnected(): void {
  const connect = l10n.t('Connect to Service…');
  showInformation(l10n.t('No service is connected.'), connect).then(
    (choice) => (choice === connect ? editorCommands.executeCommand(commands.connect) : undefined),
    undefined,
  );
}
