import { l10n } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import type { ConnectParams } from '../../shared/model/engineRequests';
import type { ProblemReport, TargetState } from '../../shared/wires/lspMessages';
import type { TargetConnections } from '../targets/targetConnections';
import { asksForCookie, asksForSecret } from '../base/asksForSecret';
import { showWarning } from '../base/prompts';

export interface StaleCredentialsOptions {
  readonly connections: Pick<TargetConnections, 'states' | 'waiting' | 'onDidChange' | 'paramsOf'>;
  readonly authenticate: (params: ConnectParams, problem: ProblemReport) => Promise<void>;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

interface Refused {
  readonly params: ConnectParams;
  readonly problem: ProblemReport;
}

/** Says so, once each time, when a service does not accept any more, or by itself never did, what it is asked with. */
export function offerNewCredentials({ connections, authenticate, report }: StaleCredentialsOptions): Disposable {
  let said = new Set<string>();
  return connections.onDidChange(() => {
    const refused = [
      ...connections.states.flatMap((state) => refusedState(state, connections)),
      ...connections.waiting.flatMap(refusedWaiting),
    ];
    const fresh = refused.filter(({ params }) => !said.has(params.url));
    said = new Set(refused.map(({ params }) => params.url));
    for (const one of fresh) offer(one, authenticate).catch(report);
  });
}

function refusedState({ target, problem }: TargetState, connections: Pick<TargetConnections, 'paramsOf'>): Refused[] {
  const params = connections.paramsOf(target.id) ?? { url: target.url, name: target.name };
  return problem !== null && asksForSecret(problem) ? [{ params, problem }] : [];
}

function refusedWaiting({ url, name, problem }: TargetConnections['waiting'][number]): Refused[] {
  return problem !== null && asksForSecret(problem) ? [{ params: { url, name }, problem }] : [];
}

async function offer(
  { params, problem }: Refused,
  authenticate: StaleCredentialsOptions['authenticate'],
): Promise<void> {
  const button = asksForCookie(problem) ? l10n.t('Enter Cookie…') : l10n.t('Authenticate…');
  if ((await showWarning(problem.message, button)) === button) await authenticate(params, problem);
}
