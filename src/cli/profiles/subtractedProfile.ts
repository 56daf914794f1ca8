import { t } from '@vscode/l10n';
import type { Profile } from '../../shared/model/profile';
import type { ReportBase, ReportScope } from '../../shared/model/report/report';
import type { OptionSpec, ProfileRun } from '../arguments/command';
import { UsageError } from '../base/usageError';
import { loadProfile } from './loadProfile';

/** What a report may subtract. */
export function baseOptions(): readonly OptionSpec[] {
  return [
    { name: 'base', value: 'SOURCE', summary: t('subtract this profile; percentages are of all differences') },
    { name: 'diff-base', value: 'SOURCE', summary: t('the same, with percentages of the subtracted profile') },
    normalizeOption(),
  ];
}

export function normalizeOption(): OptionSpec {
  return {
    name: 'normalize',
    value: null,
    summary: t('scale to the sum of what is subtracted: what is left is a shift, not growth'),
  };
}

/** A profile to subtract, as the options name it. */
export interface BaseSource {
  readonly source: string;
  readonly total: ReportBase['total'];
  readonly normalize: boolean;
}

/** Null where nothing is subtracted. @throws UsageError */
export function chosenBase({ line }: ProfileRun): BaseSource | null {
  const base = line.option('base');
  const diffBase = line.option('diff-base');
  const normalize = line.has('normalize');
  if (base !== null && diffBase !== null) throw new UsageError(t('Give --base or --diff-base, not both.'));
  const source = base ?? diffBase;
  if (source === null) {
    if (normalize) throw new UsageError(t('--normalize needs a profile to scale to: give --base or --diff-base.'));
    return null;
  }
  if (source === '-' && line.argument(0) === '-') {
    throw new UsageError(t('Standard input can be read only once: give one of the two profiles as a file.'));
  }
  return { source, total: base === null ? 'base' : 'differences', normalize };
}

/** The scope with the profile that is subtracted; as it is for null. @throws UsageError, LeakLensError */
export async function withBase(
  run: ProfileRun,
  chosen: BaseSource | null,
  profile: Profile,
  scope: ReportScope,
): Promise<ReportScope> {
  if (chosen === null) return scope;
  const { source, total, normalize } = chosen;
  const { profile: base, subject } = await loadProfile(run, source);
  const wanted = profile.sampleTypes[scope.sample];
  const found = base.sampleTypes.find(({ type }) => type === wanted?.type);
  if (wanted !== undefined && found?.unit === wanted.unit) {
    return { ...scope, base: { profile: base, total, normalize } };
  }
  const known = base.sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(', ');
  throw new UsageError(
    t('{0} has no {1} in {2} to subtract; it has {3}.', subject, wanted?.type ?? '', wanted?.unit ?? '', known),
  );
}
