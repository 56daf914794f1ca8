import { l10n, type QuickPickItem } from 'vscode';
import type { LocalTarget } from '../../../shared/model/target/localTarget';
import { requests } from '../../../shared/wires/lspMessages';
import type { ConnectParams } from '../../../shared/model/engineRequests';
import type { EngineClient } from '../../engine/engineClient';
import { addressLabel } from '../../base/serviceAddress';
import { answerOrSay } from '../askEngine';
import { isDebugged, type DebuggedProgram } from '../debugging/debuggedProgram';
import { pickOne, tell } from '../../base/prompts';

export interface LocalTargetSearch {
  readonly engine: Pick<EngineClient, 'ask'>;
  /** Whether a service is connected already. */
  readonly isConnected: (url: string) => boolean;
}

/** Looks for what listens on this machine and lets a person choose. Null without a choice. */
export async function pickLocalTarget(
  { engine, isConnected }: LocalTargetSearch,
  program: DebuggedProgram | null,
): Promise<ConnectParams | null> {
  const title = l10n.t('Looking at the processes of this machine…');
  const found = await answerOrSay(engine, { title, message: requests.localTargets, params: null });
  if (found === null) return null;
  const debugged = program === null ? [] : found.filter((target) => isDebugged(target, program));
  const [only] = debugged;
  if (only !== undefined && debugged.length === 1) return { url: only.url };
  const offered = (debugged.length > 0 ? debugged : found).map((target) => toItem(target, isConnected(target.url)));
  return pickService(offered, placeHolderOf(program, debugged.length));
}

function placeHolderOf(program: DebuggedProgram | null, debugged: number): string {
  if (program === null) return l10n.t('Go programs first; nothing was asked yet');
  return debugged > 0
    ? l10n.t('What “{0}” listens at', program.name)
    : l10n.t('“{0}” was not recognised among the processes that listen', program.name);
}

type LocalTargetItem = QuickPickItem & { readonly target: LocalTarget };

function toItem(target: LocalTarget, connected: boolean): LocalTargetItem {
  const program = target.program === 'go' ? l10n.t('Go, pid {0}', target.pid) : l10n.t('pid {0}', target.pid);
  return {
    label: addressLabel(target.url),
    description: connected ? `${program} · ${l10n.t('connected')}` : program,
    detail: target.commandLine,
    target,
  };
}

async function pickService(items: readonly LocalTargetItem[], placeHolder: string): Promise<ConnectParams | null> {
  if (items.length === 0) {
    const message = l10n.t('No process was found that listens on this machine.');
    tell(message);
    return null;
  }
  const title = l10n.t('Services on This Machine');
  const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
  const picked = await pickOne(items, options);
  return picked === undefined ? null : { url: picked.target.url };
}
