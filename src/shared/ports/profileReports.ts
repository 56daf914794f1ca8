import type { Profile } from '../model/profile';
import type {
  LabelFilterResult,
  PatternResult,
  ReportScope,
  Grouping,
  TopReport,
  TopRow,
  NamePattern,
  PeekReport,
  ListReport,
  StacksReport,
} from '../model/report/report';
import type { RowTurnover } from '../model/turnover';

/** The reports as one value, for an entry file to pass on. No promise, no clock, no outside. */
export interface ProfileReports {
  compilePattern(source: string): PatternResult;
  /** A filter on labels as pprof's -tagfocus and -tagignore read it: `key=regex`, `regex,regex`, `key=32kb:64kb`. */
  compileLabelFilter(source: string): LabelFilterResult;
  /** The row of a sample type by name or number, the profile's default for null; -1 when there is none. */
  selectSample(profile: Profile, name: string | null): number;
  top(profile: Profile, scope: ReportScope, by: Grouping): TopReport;
  /** A row for each value of a label, as `go tool pprof -tagroot=KEY -top` has them: the function of a row is the value, empty for samples without the label. */
  topByLabel(profile: Profile, scope: ReportScope, key: string): TopReport;
  /** The keys of the labels that samples have, the most frequent first. */
  labelKeys(profile: Profile): readonly string[];
  /** What came and went on rows of `top`; null where the profile does not tell. */
  turnover(
    profile: Profile,
    scope: ReportScope,
    by: Grouping,
    rows: readonly TopRow[],
  ): readonly (RowTurnover | null)[] | null;
  peek(profile: Profile, scope: ReportScope, pattern: NamePattern): PeekReport;
  list(profile: Profile, scope: ReportScope, pattern: NamePattern): ListReport;
  stacks(profile: Profile, scope: ReportScope): StacksReport;
}
