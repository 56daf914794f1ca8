import { t } from '@vscode/l10n';
import type { ErlangOptions } from '../../shared/ports/sources/erlangNode';
import type { OptionSpec, ProfileRun } from './command';
import { sourceOptions } from './commonOptions';

/** A message of a node: 100,000 processes are two megabytes. */
const maxMessageBytes = 64 * 2 ** 20;

/** Options of commands that may ask a node of Erlang's. A cookie is never one: a command line is seen by every process. */
export function nodeOptions(): readonly OptionSpec[] {
  return [
    {
      name: 'cookie-file',
      value: 'FILE',
      summary: t('file with the cookie of a node (else RELEASE_COOKIE, or ~/.erlang.cookie)'),
    },
  ];
}

/** @throws UsageError, LeakLensError for a file of secrets */
export async function erlangOptions(run: Pick<ProfileRun, 'line' | 'parts' | 'terminal'>): Promise<ErlangOptions> {
  const { timeoutMillis, maxBodyBytes, tls } = await sourceOptions(run);
  const file = run.line.option('cookie-file');
  return {
    timeoutMillis,
    maxBodyBytes: Math.min(maxBodyBytes, maxMessageBytes),
    ...(tls !== undefined && { tls }),
    ...(file !== null && { cookie: await run.parts.readSecret(file) }),
  };
}
