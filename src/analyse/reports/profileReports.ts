import type { Profile } from '../../shared/model/profile';
import type { ProfileReports } from '../../shared/ports/profileReports';
import { compileLabelFilter } from './filters/labelFilter';
import { labelKeys } from './labelLevel';
import { labelReport } from './labelReport';
import { listReport } from './listReport';
import { compileNamePattern } from './filters/namePattern';
import { peekReport } from './peekReport';
import { stacksReport } from './stacksReport';
import { topReport } from './topReport';
import { turnoverReport } from './turnoverReport';

/** The reports as one value, for the entry file to hand on. */
export const profileReports: ProfileReports = {
  compilePattern: compileNamePattern,
  compileLabelFilter,
  selectSample,
  top: topReport,
  topByLabel: labelReport,
  labelKeys,
  turnover: turnoverReport,
  peek: peekReport,
  list: listReport,
  stacks: stacksReport,
};

/**
 * The row of a sample type by its number or its name, where `inuse_space` also finds the `space` of old profiles (pprof:
 * SampleIndexByName); the profile's default for null; -1 when there is none.
 */
function selectSample({ sampleTypes, defaultSampleType }: Profile, name: string | null): number {
  if (name === null || name === '') return defaultSampleType;
  if (/^[+-]?\d+$/.test(name)) return Number(name) < sampleTypes.length ? Math.max(-1, Number(name)) : -1;
  const plain = name.replace(/^inuse_/, '');
  return sampleTypes.findIndex(({ type }) => type === name || type === plain);
}
