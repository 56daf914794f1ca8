import { t } from '@vscode/l10n';
import type { NamePattern, ReportScope } from '../../shared/model/report/report';
import { terminalText } from '../../shared/base/said/terminalText';
import type { Command, ProfileRun } from '../arguments/command';
import { profileOptions, reportScope } from '../arguments/profileScope';
import { requiredPattern } from '../arguments/refinementOptions';
import type { ProfileParts } from '../base/cliParts';
import { loadProfile, type LoadedProfile } from './loadProfile';
import { baseOptions, chosenBase, withBase } from './subtractedProfile';

/** What `peek` and `list` take: a profile, and which of its functions. */
export function matchedFunctionsForm(): Pick<Command<ProfileParts>, 'args' | 'options' | 'notes'> {
  return {
    args: [
      { name: 'SOURCE', summary: t('the profile') },
      { name: 'REGEX', summary: t('regular expression for the function, in Go’s syntax') },
    ],
    options: [...profileOptions(), ...baseOptions()],
    notes: [t('flat is what a function costs itself, cum what it costs with all that it calls.')],
  };
}

export interface MatchedFunctions extends LoadedProfile {
  readonly scope: ReportScope;
  readonly pattern: NamePattern;
}

/** The profile that the line names, and the functions of it. @throws UsageError, LeakLensError */
export async function loadMatched(run: ProfileRun): Promise<MatchedFunctions> {
  const { line, parts, progress } = run;
  const pattern = requiredPattern(parts.reports, line.argument(1), 'REGEX');
  const base = chosenBase(run);
  const loaded = await loadProfile(run, line.argument(0));
  const scope = await withBase(run, base, loaded.profile, reportScope(run, loaded.profile));
  progress.show(t('adding up'));
  return { ...loaded, scope, pattern };
}

/** What to say when the pattern finds nothing. */
export function noMatch({ pattern, subject }: MatchedFunctions): string {
  return t(
    'No function in {0} matches “{1}”; “leaklens top” lists what there is.',
    terminalText(subject),
    terminalText(pattern.source),
  );
}
