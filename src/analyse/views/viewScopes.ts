import type { Profile } from '../../shared/model/profile';
import type { LabelFilter, NamePattern, ReportBase, ReportScope } from '../../shared/model/report/report';
import { joinedPattern, type RefinementKind, type ViewScope } from '../../shared/model/views/viewScope';
import { compileLabelFilter } from '../reports/filters/labelFilter';
import { compileNamePattern } from '../reports/filters/namePattern';
import { BadPattern } from './badPattern';

/** A scope as reports take it. @throws BadPattern */
export function reportScope(profile: Profile, base: Profile | null, scope: ViewScope): ReportScope {
  const { refinements } = scope;
  const name = (kind: RefinementKind) => namePattern(joinedPattern(refinements, kind));
  const label = (kind: RefinementKind) => labelFilter(joinedPattern(refinements, kind));
  return {
    sample: sampleRow(profile, scope.sample),
    focus: name('focus'),
    ignore: name('ignore'),
    hide: name('hide'),
    show: name('show'),
    showFrom: name('show_from'),
    tagFocus: label('tagfocus'),
    tagIgnore: label('tagignore'),
    base: base === null ? null : reportBase(base, scope),
  };
}

/** Row of a sample type by its name; the default for one that the profile does not have. */
export function sampleRow({ sampleTypes, defaultSampleType }: Profile, name: string): number {
  const row = sampleTypes.findIndex(({ type }) => type === name);
  return row < 0 ? defaultSampleType : row;
}

/** @throws BadPattern */
export function namePattern(source: string | null): NamePattern | null {
  if (source === null || source === '') return null;
  const result = compileNamePattern(source);
  if (!result.ok) throw new BadPattern(source, result.detail);
  return result.pattern;
}

function labelFilter(source: string | null): LabelFilter | null {
  if (source === null || source === '') return null;
  const result = compileLabelFilter(source);
  if (!result.ok) throw new BadPattern(source, result.detail);
  return result.filter;
}

function reportBase(profile: Profile, { normalize }: ViewScope): ReportBase {
  return { profile, total: 'base', normalize };
}
