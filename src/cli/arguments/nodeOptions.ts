import { t } from '@vscode/l10n';
import { rpcLanguages } from '../../shared/model/target/rpcCommand';
import type { ErlangOptions } from '../../shared/ports/sources/erlangNode';
import type { OptionSpec, ProfileRun } from './command';
import type { CommandLine } from './commandLine';
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
    {
      name: 'rpc',
      value: 'COMMAND',
      summary: t('ask a node whose ports are closed by a command: kubectl exec -i POD -- bin/APP rpc'),
    },
    {
      name: 'rpc-language',
      value: rpcLanguages.join('|'),
      summary: t('in which that command evaluates its last argument (elixir)'),
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
    ...rpcOptions(run.line),
    ...(file !== null && { cookie: await run.parts.readSecret(file) }),
  };
}

/** The command by which a node is asked; nothing where it is asked by its distribution. @throws UsageError */
export function rpcOptions(line: CommandLine): Pick<ErlangOptions, 'rpc'> {
  const command = line.option('rpc');
  const language = line.choice('rpc-language', rpcLanguages, 'elixir');
  return command === null ? {} : { rpc: { command, language } };
}
