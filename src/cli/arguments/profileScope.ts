import { t } from '@vscode/l10n';
import type { Profile } from '../../shared/model/profile';
import type { NamePattern, ReportScope } from '../../shared/model/report/report';
import type { ProfileReports } from '../../shared/ports/profileReports';
import type { OptionSpec, ProfileRun } from './command';
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
    {
      name: 'focus',
      value: 'REGEX',
      summary: t('only samples with a function, file or binary that matches'),
      mayBeEmpty: true,
    },
    {
      name: 'ignore',
      value: 'REGEX',
      summary: t('no sample with a function, file or binary that matches'),
      mayBeEmpty: true,
    },
  ];
}

/** Sample type and filters as the options have them, without a base. @throws UsageError */
export function reportScope({ line, parts }: ProfileRun, profile: Profile): ReportScope {
  return {
    sample: chosenSample(parts.reports, profile, line.option('sample')),
    focus: optionalPattern(parts.reports, line.option('focus'), '--focus'),
    ignore: optionalPattern(parts.reports, line.option('ignore'), '--ignore'),
    base: null,
  };
}

/** What this machine calls its time zone. */
export function zoneName({ terminal }: ProfileRun): Promise<(millis: number) => string | null> {
  return terminal.zoneNames?.() ?? Promise.resolve(() => null);
}

/** The filters of a report as they were given, for its heading. */
export function givenFilters({ line }: ProfileRun): readonly (readonly [name: string, pattern: string | null])[] {
  return [
    ['focus', line.option('focus')],
    ['ignore', line.option('ignore')],
  ];
}

function chosenSample(reports: ProfileReports, profile: Profile, name: string | null): number {
  const sample = reports.selectSample(profile, name);
  if (sample >= 0) return sample;
  if (profile.sampleTypes.length === 0)
    throw new UsageError(t('The profile has no sample types: there is nothing in it.'));
  const known = profile.sampleTypes.map(({ type }) => type).join(', ');
  throw new UsageError(t('--sample “{0}” is not in the profile; it has {1}.', name ?? '', known));
}

function optionalPattern(reports: ProfileReports, source: string | null, where: string): NamePattern | null {
  return source === null ? null : requiredPattern(reports, source, where);
}

/** @param where the option or argument, for the message. @throws UsageError */
export function requiredPattern(reports: ProfileReports, source: string, where: string): NamePattern {
  const result = reports.compilePattern(source);
  if (result.ok) return result.pattern;
  throw new UsageError(t('{0} is no regular expression in Go’s syntax: {1}.', where, result.detail));
}
