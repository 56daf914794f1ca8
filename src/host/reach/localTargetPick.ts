import { l10n } from 'vscode';
import type { LocalTarget } from '../../shared/model/target/localTarget';
import { requests } from '../../shared/wires/lspMessages';
import type { ConnectParams } from '../../shared/model/engineRequests';
import type { EngineClient } from '../engine/engineClient';
import { addressLabel } from '../base/serviceAddress';
import { answerOrSay } from './askEngine';
import { isDebugged, type DebuggedProgram } from './debuggedProgram';
import { pickOne, showInformation } from '../base/prompts';

/** Looks for what listens on this machine and lets a person choose. Null without a choice. */
export async function pickLocalTarget(
  engine: Pick<EngineClient, 'ask'>,
  program: DebuggedProgram | null,
): Promise<ConnectParams | null> {
  const title = l10n.t('Looking at the processes of this machine…');
  const found = await answerOrSay(engine, { title, message: requests.localTargets, params: null });
  if (found === null) return null;
  const debugged = program === null ? [] : found.filter((target) => isDebugged(target, program));
  const [only] = debugged;
  if (only !== undefined && debugged.length === 1) return { url: only.url };
  return pickService(debugged.length > 0 ? debugged : found, placeHolderOf(program, debugged.length));
}

function placeHolderOf(program: DebuggedProgram | null, debugged: number): string {
  if (program === null) return l10n.t('Programs of Go come first. Nothing was asked yet.');
  return debugged > 0
    ? l10n.t('What “{0}” listens at', program.name)
    : l10n.t('“{0}” was not recognised among the processes that listen', program.name);
}

async function pickService(targets: readonly LocalTarget[], placeHolder: string): Promise<ConnectParams | null> {
  if (targets.length === 0) {
    const message = l10n.t('No process was found that listens on this machine.');
    showInformation(message).then(undefined, () => undefined);
    return null;
  }
  const items = targets.map((target) => ({
    label: addressLabel(target.url),
    description: target.program === 'go' ? l10n.t('Go, pid {0}', target.pid) : l10n.t('pid {0}', target.pid),
    detail: target.commandLine,
    target,
  }));
  const title = l10n.t('Services on This Machine');
  const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
  const picked = await pickOne(items, options);
  return picked === undefined ? null : { url: picked.target.url };
}
