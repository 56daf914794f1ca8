import { t } from '@vscode/l10n';
import type { Profile } from '../../shared/model/profile';
import type { ReportScope } from '../../shared/model/report/report';
import type { ProfileReports } from '../../shared/ports/profileReports';
import type { OptionSpec, ProfileRun } from './command';
import { refinementOptions, sampleFilters } from './refinementOptions';
import { UsageError } from '../base/usageError';

/** What every command on one profile takes. */
export function profileOptions(): readonly OptionSpec[] {
  return [
    {
      name: 'type',
      value: 'PROFILE',
      summary: t('which profile a pprof base URL is asked for: heap, allocs, goroutine, block, … (heap)'),
    },
    {
      name: 'seconds',
      value: 'N',
      summary: t('how long the service records: a CPU profile, or the difference over that time'),
    },
    {
      name: 'sample',
      value: 'NAME',
      summary: t('sample type by name or number: inuse_space, alloc_objects, … (the profile’s default)'),
      mayBeEmpty: true,
    },
    ...refinementOptions(),
  ];
}

/** Sample type and filters as the options have them, without a base. @throws UsageError */
export function reportScope(run: ProfileRun, profile: Profile): ReportScope {
  const { line, parts } = run;
  return {
    sample: chosenSample(parts.reports, profile, line.option('sample')),
    ...sampleFilters(run),
    base: null,
  };
}

/** What this machine calls its time zone. */
export function zoneName({ terminal }: ProfileRun): (millis: number) => string | null {
  return terminal.zoneNames?.() ?? (() => null);
}

function chosenSample(reports: ProfileReports, profile: Profile, name: string | null): number {
  const sample = reports.selectSample(profile, name);
  if (sample >= 0) return sample;
  if (profile.sampleTypes.length === 0)
    throw new UsageError(t('The profile has no sample types: there is nothing in it.'));
  const known = profile.sampleTypes.map(({ type }) => type).join(', ');
  throw new UsageError(t('--sample “{0}” is not in the profile; it has {1}.', name ?? '', known));
}
