import { t } from '@vscode/l10n';
import type { LabelFilter, NamePattern, SampleFilters } from '../../shared/model/report/report';
import type { ProfileReports } from '../../shared/ports/profileReports';
import type { OptionSpec, ProfileRun } from './command';
import { UsageError } from '../base/usageError';

/** What refines a report, with pprof's meaning of each. */
export function refinementOptions(): readonly OptionSpec[] {
  const named = (name: string, summary: string): OptionSpec => ({ name, value: 'REGEX', summary, mayBeEmpty: true });
  const labelled = (name: string, summary: string): OptionSpec => ({ name, value: 'EXPR', summary, mayBeEmpty: true });
  return [
    named('focus', t('only samples with a function, file or binary that matches')),
    named('ignore', t('no sample with a function, file or binary that matches')),
    named('hide', t('no frame that matches; the stacks around it stay')),
    named('show', t('only frames that match')),
    named('show-from', t('stacks begin at the outermost frame that matches; those without one are left out')),
    labelled('tagfocus', t('only samples with a label that matches: KEY=REGEX, REGEX, or KEY=32kb:64kb')),
    labelled('tagignore', t('no sample with a label that matches')),
  ];
}

/** The filters as the options have them. @throws UsageError */
export function sampleFilters({ line, parts }: ProfileRun): SampleFilters {
  const name = (option: string) => optionalPattern(parts.reports, line.option(option), `--${option}`);
  const label = (option: string) => optionalLabels(parts.reports, line.option(option), `--${option}`);
  return {
    focus: name('focus'),
    ignore: name('ignore'),
    hide: name('hide'),
    show: name('show'),
    showFrom: name('show-from'),
    tagFocus: label('tagfocus'),
    tagIgnore: label('tagignore'),
  };
}

/** The filters as they were given, by pprof's names and in its order, for a report's heading. */
export function givenFilters({ line }: ProfileRun): readonly (readonly [name: string, pattern: string | null])[] {
  return refinementOptions().map(({ name }) => [name.replace('-', '_'), line.option(name)]);
}

function optionalPattern(reports: ProfileReports, source: string | null, where: string): NamePattern | null {
  return source === null ? null : requiredPattern(reports, source, where);
}

/** @param where the option or argument, for the message. @throws UsageError */
export function requiredPattern(reports: ProfileReports, source: string, where: string): NamePattern {
  const result = reports.compilePattern(source);
  if (result.ok) return result.pattern;
  throw noExpression(where, result.detail);
}

function optionalLabels(reports: ProfileReports, source: string | null, where: string): LabelFilter | null {
  if (source === null) return null;
  const result = reports.compileLabelFilter(source);
  if (result.ok) return result.filter;
  throw noExpression(where, result.detail);
}

function noExpression(where: string, detail: string): UsageError {
  return new UsageError(t('{0} is no regular expression in Go’s syntax: {1}.', where, detail));
}
