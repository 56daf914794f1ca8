import { t } from '@vscode/l10n';
import type { OpenInput } from '../../shared/ports/inputOpener';
import type { Profile } from '../../shared/model/profile';
import type { Run } from '../arguments/command';
import { sourceOptions } from '../arguments/commonOptions';
import { UsageError } from '../base/usageError';

export interface LoadedProfile {
  readonly profile: Profile;
  /** What messages call it: a URL without credentials, a path, `standard input`. */
  readonly subject: string;
}

/** The profile that SOURCE names, as the options have it. @throws UsageError, LeakLensError */
export async function loadProfile(run: Run, source: string): Promise<LoadedProfile> {
  const seconds = run.line.option('seconds') === null ? 0 : run.line.positive('seconds', 0);
  const type = profileType(run.line.option('type') ?? 'heap');
  const path = seconds === 0 ? type : `${type}?seconds=${String(seconds)}`;
  return withInput(run, source, async (input) => {
    const { progress, signal, parts } = run;
    progress.show(seconds === 0 ? t('reading {0}', input.subject) : t('{0} records for {1} s', input.subject, seconds));
    const answer = await input.read(path, signal);
    progress.show(t('decoding {0}', answer.url));
    return { profile: parts.decoder.profile(answer.bytes, answer.url), subject: answer.url };
  });
}

/** Opens SOURCE, and lets go of it in the end. */
export async function withInput<T>(run: Run, source: string, use: (input: OpenInput) => Promise<T>): Promise<T> {
  run.progress.show(t('opening {0}', withoutCredentials(source)));
  const input = await run.parts.inputs.open(source, await sourceOptions(run), run.signal);
  try {
    return await use(input);
  } finally {
    input.dispose();
  }
}

/** Profile names may hold slashes (pprof.NewProfile advises an import path), but lead nowhere else. */
function profileType(name: string): string {
  const isName = /^[\w.~-]+(?:\/[\w.~-]+)*$/.test(name) && !/(?:^|\/)\.\.?(?:\/|$)/.test(name);
  if (!isName) throw new UsageError(t('--type takes the name of a profile, such as heap, not “{0}”.', name));
  return name;
}

/** What a person typed may hold a password. */
function withoutCredentials(source: string): string {
  return source.replace(/^(.*:\/\/)?.*@/s, '$1');
}
