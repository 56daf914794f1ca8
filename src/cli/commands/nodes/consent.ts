import { t } from '@vscode/l10n';
import type { CommandLine } from '../../arguments/commandLine';
import type { OptionSpec } from '../../arguments/command';
import { UsageError } from '../../base/usageError';

/** Of commands that do more to a node than read. */
export function yesOption(): OptionSpec {
  return { name: 'yes', value: null, summary: t('do it: without this, only what it costs is said') };
}

/** @param cost in one sentence @throws UsageError with it, where the person has not agreed */
export function requireConsent(line: CommandLine, cost: string): void {
  if (line.has('yes')) return;
  throw new UsageError(t('nothing was done, because this does more than read. {0} To do it, add --yes.', cost));
}
