import { l10n } from 'vscode';
import type { ProblemReport } from '../../shared/wires/lspMessages';
import { isLoopbackHost } from '../../shared/base/addresses/loopback';
import { parseAddress } from '../../shared/base/addresses/serviceAddress';

/**
 * The problem in the light of the debugger: a service of this machine that takes connections and never answers, while a
 * debugger holds a program of Go, is most likely that program.
 * @param paused name of the debug session, null when none is paused
 */
export function explainPause(problem: ProblemReport, url: string, paused: string | null): ProblemReport {
  if (paused === null || problem.kind !== 'timeout' || !isOnThisMachine(url)) return problem;
  const nextStep = l10n.t('“{0}” is paused in the debugger: let it continue.', paused);
  return { ...problem, nextStep, pausedSession: paused };
}

function isOnThisMachine(address: string): boolean {
  const url = parseAddress(address)?.url;
  return url !== undefined && (url.protocol === 'unix:' || isLoopbackHost(url.hostname));
}
