import { l10n, type QuickPickItem } from 'vscode';
import { formatBytes } from '../../../shared/base/units';
import type { PastMoment } from '../../../shared/model/pastMoment';
import type { Target } from '../../../shared/model/target/target';
import { requests, type Outcome } from '../../../shared/wires/lspMessages';
import type { CommandHandlers } from '../../base/commandRegistry';
import { isConfirmed } from '../../base/confirmation';
import { commands } from '../../base/contributionNames';
import { showProblem } from '../../base/problemMessage';
import { confirm, pickOne, showInformation } from '../../base/prompts';
import { addressLabel } from '../../base/serviceAddress';
import type { EngineClient } from '../../engine/engineClient';
import { namedLiveTarget } from '../../targets/targetPick';
import type { TargetConnections } from '../../targets/targetConnections';
import { describeTime } from '../../targets/targetWords';
import { profileUri, type PastAddress } from '../profileAddress';
import type { ProfileEditor } from '../profileEditor';

export interface PastCommandParts {
  readonly editor: ProfileEditor;
  readonly engine: EngineClient;
  readonly connections: TargetConnections;
  /** Told when all that was kept of a target is gone. */
  readonly deleted: () => void;
}

/** Commands about what is kept of the past of services. */
export function pastCommands(
  parts: PastCommandParts,
): Pick<CommandHandlers, typeof commands.openPast | typeof commands.deleteHistory> {
  return {
    /**
     * Takes a target's id or tree node, the time of a moment and that of an earlier one to compare it with, in ms since 1970; or asks.
     * Answers the address of what it opened, else null.
     */
    [commands.openPast]: async (argument, at, base) => {
      const picked = await pickPast(parts, argument, at);
      if (picked === null) return null;
      const { id: targetId, name, atMillis } = picked;
      const address = { kind: 'past', targetId, name, atMillis, base: typeof base === 'number' ? base : null } as const;
      return parts.editor.show(pastUri(address));
    },
    /** Takes a target's id or tree node, or asks. With `{ confirmed: true }` as second argument it does not ask again. Answers whether it was deleted. */
    [commands.deleteHistory]: async (argument, consent) => {
      const target = await pickTarget(parts, argument, l10n.t('Delete the history of which service?'));
      if (target === null || !(isConfirmed(consent) || (await confirmDeletion(target)))) return false;
      const outcome = await parts.engine.ask(requests.deleteHistory, { targetId: target.id });
      if (outcome.ok) parts.deleted();
      else await showProblem(outcome.problem, []);
      return outcome.ok;
    },
  };
}

/** A moment that arguments name, or that a person picks. */
export async function pickPast(
  parts: Pick<PastCommandParts, 'engine' | 'connections'>,
  argument: unknown,
  at: unknown,
): Promise<(Target & { readonly atMillis: number }) | null> {
  const target = await pickTarget(parts, argument, l10n.t('The past of which service?'));
  const atMillis = target === null ? null : await pickMoment(parts, target, at);
  return target === null || atMillis === null ? null : { ...target, atMillis };
}

/** The address of a moment, or of the difference of two. */
export function pastUri(address: PastAddress) {
  const { name, atMillis, base } = address;
  const times = base === null ? describeTime(atMillis) : `${describeTime(base)} → ${describeTime(atMillis)}`;
  return profileUri(address, `${name} ${times}`);
}

function confirmDeletion({ name }: Target): Promise<boolean> {
  const detail = l10n.t('Its trends and kept profiles go, here and in other windows. Snapshots and the baseline stay.');
  return confirm('warning', l10n.t('Delete the history of {0}?', name), { detail, button: l10n.t('Delete') });
}

/** One that is connected, or of which something is kept. */
async function pickTarget(
  { engine, connections }: Pick<PastCommandParts, 'engine' | 'connections'>,
  argument: unknown,
  placeHolder: string,
): Promise<Target | null> {
  const named = namedLiveTarget(connections, argument);
  if (named !== null) return named.target;
  const kept = await shown(await engine.ask(requests.pastTargets, null));
  if (kept === null) return null;
  const live = connections.states.map(({ target }) => target);
  const targets = [...live, ...kept.filter(({ id }) => !live.some((one) => one.id === id))];
  if (typeof argument === 'string') return targets.find(({ id }) => id === argument) ?? null;
  if (targets.length === 0) await showInformation(l10n.t('Nothing is kept of any service yet.'));
  if (targets.length < 2) return targets[0] ?? null;
  const items = targets.map((target) => ({ label: target.name, description: addressLabel(target.url), target }));
  return (await pickOne(items, { placeHolder }))?.target ?? null;
}

async function pickMoment(
  { engine }: Pick<PastCommandParts, 'engine'>,
  target: Target,
  given: unknown,
): Promise<number | null> {
  if (typeof given === 'number') return given;
  const moments = await shown(await engine.ask(requests.past, { targetId: target.id }));
  if (moments === null) return null;
  if (moments.length === 0) {
    await showInformation(
      l10n.t('Nothing is kept of {0} yet: the first moment comes with the next polls.', target.name),
    );
    return null;
  }
  const items = moments.toReversed().map((moment, index, all) => momentItem(moment, all[index + 1]));
  return (await pickOne(items, { placeHolder: l10n.t('{0} as it was when?', target.name) }))?.atMillis ?? null;
}

/** @param before the moment kept before it */
function momentItem(
  { atMillis, files, life, build, isFind }: PastMoment,
  before: PastMoment | undefined,
): QuickPickItem & { readonly atMillis: number } {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const isOther = before !== undefined && before.life !== life;
  const restart = isOther ? (before.build === build ? l10n.t('restart') : l10n.t('new build')) : '';
  const told = [formatBytes(bytes), restart, isFind ? l10n.t('something was found') : ''];
  return { label: describeTime(atMillis), description: told.filter((part) => part !== '').join(' · '), atMillis };
}

/** The value; null for a failure, which is shown. */
async function shown<T>(outcome: Outcome<T>): Promise<T | null> {
  if (outcome.ok) return outcome.value;
  await showProblem(outcome.problem, []);
  return null;
}
