import { t } from '@vscode/l10n';
import type { ConnectParams } from '../../shared/model/engineRequests';
import { LeakLensError } from '../../shared/model/errors';
import type { TargetStatus } from '../../shared/model/target/targetStatus';
import type { EngineApi } from '../../shared/ports/engine/engineApi';
import { connectShape } from '../wire/ownShapes';
import { Misshapen } from '../wire/shape';

/** A command was given something else than it takes; the message is for a person. */
export class CommandUse extends Error {
  override readonly name = 'CommandUse';
}

/** `[url]`, `[url, name]` or `[{url, name, headers, …}]`. @throws CommandUse */
export function connectArgument([first, name]: readonly unknown[]): ConnectParams {
  if (typeof first === 'string' && first !== '') {
    return typeof name === 'string' && name !== '' ? { url: first, name } : { url: first };
  }
  try {
    return connectShape(first, '');
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error;
    throw new CommandUse(t('leaklens.connect takes the address of a service, such as "http://localhost:6060".'));
  }
}

/** Those that a command is about: the one that the argument names by its id, its name or its address; all without an argument. @throws LeakLensError `not-found` */
export function targetsArgument(
  [first]: readonly unknown[],
  engine: Pick<EngineApi, 'targets'>,
): readonly TargetStatus[] {
  const all = engine.targets();
  if (typeof first !== 'string' || first === '') {
    if (all.length > 0) return all;
    throw new CommandUse(t('No service is connected. Connect to one with leaklens.connect.'));
  }
  const meant = all.filter(
    ({ target }) => target.id === first || target.name === first || isAddress(target.url, first),
  );
  if (meant.length > 0) return meant;
  throw new LeakLensError({ kind: 'not-found', subject: first, detail: 'not connected' });
}

/** The address as it is kept ends in the path of pprof, which people leave out. */
function isAddress(url: string, given: string): boolean {
  return url === given || url.startsWith(`${given.replace(/\/+$/, '')}/`);
}

/** `[finding id]` or `[finding id, reason]`. @throws CommandUse */
export function ignoreArgument([id, reason]: readonly unknown[]): { readonly id: string; readonly reason: string } {
  if (typeof id !== 'string' || id === '') throw new CommandUse(t('leaklens.ignore takes the id of a finding.'));
  return { id, reason: typeof reason === 'string' && reason !== '' ? reason : t('Ignored in the editor') };
}
