import { l10n, Uri } from 'vscode';
import type { PlaceView } from '../../shared/wires/findingView';
import { askEnd } from './askEnd';
import type { CommandHandlers } from '../base/commandRegistry';
import { commands } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import type { FindingCommandName } from './findingCommandNames';
import type { FindingList, FoundFinding } from './findingList';
import { asFindingNode } from './findingNodes';
import { cursorPlace, type FindingPick } from './findingPick';
import { findOutMore } from './findOutMore';
import { nextStop } from './findingWalk';
import { ignoreFinding } from './ignoreFinding';
import { isOpen } from './isLeak';
import { openPlace, peekPlace } from './openPlace';
import { whoHolds } from './whoHolds';
import { stopIgnoring } from './stopIgnoring';
import { tell } from '../base/prompts';
import type { Clock } from '../../shared/ports/clock';

export interface FindingCommandsOptions {
  readonly engine: EngineClient;
  readonly list: FindingList;
  readonly pick: FindingPick;
  readonly clock: Pick<Clock, 'now'>;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
  /** A finding of this target was opened: other views show the target, too. */
  readonly opened: (targetId: string) => void;
}

/**
 * Commands about one finding. They take its id or tree node, or mean the one at the cursor, or ask. They answer null when there
 * was nothing to act on.
 */
export function findingCommands(options: FindingCommandsOptions): Pick<CommandHandlers, FindingCommandName> {
  const { pick } = options;
  return {
    /** The place that is shown. */
    [commands.openFinding]: async (argument) => {
      const found = await pick.finding(argument, l10n.t('Open which finding?'));
      if (found !== null) options.opened(found.target.targetId);
      return found && open(found, argument);
    },
    /** The place that is shown. */
    [commands.nextFinding]: () => openNext(options),
    /** The place that is shown. */
    [commands.goToOtherEnd]: async (argument) => {
      const found = await pick.finding(argument, l10n.t('Go to the other end of which finding?'));
      return found && goToOtherEnd(found);
    },
    /** Outcome in words. With the name of a probe and `{ confirmed: true }` behind it asks nothing. */
    [commands.findOutMore]: async (argument, probe, consent) => {
      const found = await pick.finding(argument, l10n.t('Find out more about which finding?'));
      return found && findOutMore(options, found, probe, consent);
    },
    /** Outcome with the profile. With `{ confirmed: true }` behind it asks nothing. */
    [commands.whoHolds]: async (argument, consent) => {
      const found = await pick.finding(argument, l10n.t('Who holds the memory of which finding?'));
      return found && whoHolds(options, found, consent);
    },
    /** Outcome with the path of the rules. With `{ reason, until? }` as second argument it does not ask. */
    [commands.ignoreFinding]: async (argument, given) => {
      const found = await pick.finding(argument, l10n.t('Ignore which finding?'));
      return found && ignoreFinding(options, found.finding, given);
    },
    /** Outcome with the path of the rules. Means a finding that is ignored: whatever stands at the cursor is not. */
    [commands.stopIgnoring]: (argument) => stopIgnoring(options, argument),
  };
}

/** A row of a related place means that place, any other the finding's own. */
async function open({ finding }: FoundFinding, argument: unknown): Promise<PlaceView | null> {
  const node = asFindingNode(argument);
  const isRelated = node?.kind === 'findingDetail' && node.detail.type === 'related';
  const place = isRelated ? finding.related[node.detail.index]?.place : finding.place;
  if (place !== undefined && place !== null) return (await openPlace(place)) ? place : null;
  tell(l10n.t('This finding is about no line in the workspace.'));
  return null;
}

async function openNext({ list, opened }: FindingCommandsOptions): Promise<PlaceView | null> {
  const stops = list.all.flatMap(({ target, finding }) => {
    const { place } = finding;
    if (place === null || !isOpen(finding)) return [];
    return [{ place: { ...place, uri: Uri.parse(place.uri).toString() }, targetId: target.targetId }];
  });
  const next = nextStop(stops, cursorPlace());
  if (next !== null) {
    opened(next.targetId);
    return (await openPlace(next.place)) ? next.place : null;
  }
  tell(l10n.t('No finding is about a line in the workspace.'));
  return null;
}

async function goToOtherEnd({ finding }: FoundFinding): Promise<PlaceView | null> {
  const { place, related } = finding;
  const [only] = related;
  if (only === undefined) {
    tell(l10n.t('Nothing else in the workspace is known to belong to this finding.'));
    return null;
  }
  if (related.length === 1 && place !== null) return (await peekPlace(place, only.place)) ? only.place : null;
  const chosen = related.length === 1 ? only : await askEnd(related);
  return chosen !== null && (await openPlace(chosen.place)) ? chosen.place : null;
}
