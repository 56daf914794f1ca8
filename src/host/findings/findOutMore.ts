import { l10n } from 'vscode';
import type { ProbeView } from '../../shared/wires/findingView';
import { requests, type Outcome } from '../../shared/wires/lspMessages';
import { isConfirmed } from '../base/confirmation';
import { showProblem } from '../base/problemMessage';
import { confirm, pickOne, showInformation, tell, withProgress } from '../base/prompts';
import type { EngineClient } from '../engine/engineClient';
import { cancelledOutcome } from '../targets/targetConnections';
import type { FoundFinding } from './findingList';

export interface FindOutMoreParts {
  readonly engine: EngineClient;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/**
 * Tries at a service what costs it more than a read, once the person has agreed to that cost. What came of it is told, and stands in the
 * finding's evidence from then on. @param wanted name of the probe; asked for where there are several
 * @returns what came of it, in words; null where nothing can be tried
 */
export async function findOutMore(
  { engine, report }: FindOutMoreParts,
  { target, finding }: FoundFinding,
  wanted: unknown,
  consent: unknown,
): Promise<Outcome<string> | null> {
  const probes = finding.probes ?? [];
  const probe = probes.find((one) => one.probe === wanted) ?? (await choose(probes));
  if (probe === null) return null;
  if (!isConfirmed(consent) && !(await agrees(probe, target.targetName))) return cancelledOutcome();
  const params = { targetId: target.targetId, id: finding.id, probe: probe.probe };
  const title = l10n.t('{0}: {1}', target.targetName, probe.doing);
  const outcome = await withProgress(title, (_progress, token) => engine.ask(requests.probe, params, token));
  if (outcome.ok) tell(outcome.value);
  else showProblem(outcome.problem, []).catch(report);
  return outcome;
}

async function choose(probes: readonly ProbeView[]): Promise<ProbeView | null> {
  const [first, ...others] = probes;
  if (first === undefined) {
    await showInformation(l10n.t('All that can be known of this finding without more than a read is said already.'));
    return null;
  }
  if (others.length === 0) return first;
  const items = probes.map((probe) => ({ label: probe.title, detail: probe.cost, probe }));
  return (await pickOne(items, { placeHolder: l10n.t('Find out what?') }))?.probe ?? null;
}

function agrees({ title, cost, button }: ProbeView, targetName: string): Promise<boolean> {
  const detail = l10n.t('{0} This is more than a read, and is done once.', cost);
  return confirm('question', l10n.t('Try this at {0}: {1}?', targetName, title), { detail, button });
}
