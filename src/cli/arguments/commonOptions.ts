import { t } from '@vscode/l10n';
import type { SourceOptions } from '../../shared/ports/sources/profileSource';
import { readProxySettings } from '../../shared/model/target/proxySettings';
import type { CommandSpec, OptionSpec, ProfileRun } from './command';
import type { CommandLine } from './commandLine';
import { credentialsOf, identityOptions, tlsOf } from './identityOptions';
import { colourChoices, wantsColours } from '../base/colours';
import { UsageError } from '../base/usageError';

/** What every command takes. Made when asked for, once the language is known. */
export function commonOptions(): readonly OptionSpec[] {
  return [
    { name: 'format', value: 'text|json', summary: t('how the answer is written (text)') },
    { name: 'timeout', value: 'SECONDS', summary: t('longest wait for each answer of a service (30)') },
    { name: 'header', value: "'NAME: VALUE'", summary: t('sent with each request; can be repeated') },
    ...identityOptions(),
    { name: 'color', value: colourChoices.join('|'), summary: t('colours for what is found (auto)') },
    { name: 'quiet', value: null, summary: t('no progress on standard error') },
  ];
}

/** What a command takes that asks no service. */
const ofEvery: ReadonlySet<string> = new Set(['format', 'color', 'quiet']);

/** The options of a command as its help lists them: it may say more of one that every command takes. */
export function optionsOf({ options, passesTo }: CommandSpec): readonly OptionSpec[] {
  const own = new Set(options.map(({ name }) => name));
  const common = commonOptions().filter(({ name }) => !own.has(name));
  return [...options, ...(passesTo === undefined ? common : common.filter(({ name }) => ofEvery.has(name)))];
}

const defaultTimeoutSeconds = 30;
const maxTimeoutSeconds = 24 * 60 * 60;

/** As much as a decoder takes; a profile of this size is a mistake. */
export const maxAnswerBytes = 2 ** 30;

export type Format = 'text' | 'json';

export function formatOf(line: CommandLine): Format {
  return line.choice('format', ['text', 'json'], 'text');
}

/** Whether the answer is to be coloured. @throws UsageError */
export function coloursOf({ line, terminal }: Pick<ProfileRun, 'line' | 'terminal'>): boolean {
  return wantsColours(line.choice('color', colourChoices, 'auto'), terminal);
}

/** Time-out, cap, and who asks, for all that is fetched. @throws UsageError, LeakLensError for a file of secrets */
export async function sourceOptions(run: Pick<ProfileRun, 'line' | 'parts' | 'terminal'>): Promise<SourceOptions> {
  const { line, terminal } = run;
  const timeout = line.positive('timeout', defaultTimeoutSeconds);
  if (timeout > maxTimeoutSeconds) throw new UsageError(t('--timeout is at most {0} seconds.', maxTimeoutSeconds));
  const credentials = await credentialsOf(run);
  const tls = tlsOf(run);
  const proxy = readProxySettings({}, terminal.environment);
  return {
    timeoutMillis: timeout * 1000,
    maxBodyBytes: maxAnswerBytes,
    headers: headersOf(line.all('header')),
    ...(credentials !== null && { credentials }),
    ...(tls !== null && { tls }),
    ...(proxy !== null && { proxy }),
  };
}

function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const match = /^([!#$%&'*+.^_`|~\w-]+)\s*:\s*([^\r\n\0]*)$/.exec(line.trim());
      // The value may be a secret, so the message leaves it out.
      if (match === null) throw new UsageError(t('--header takes “Name: value”, with a name that HTTP allows.'));
      return [match[1] ?? '', match[2] ?? ''];
    }),
  );
}
