import type { Profile } from '../../shared/model/profile';
import type { ReportScope, TopReport } from '../../shared/model/report/report';
import { labelTexts, levelText, unnamed, withLabelLevel } from './labelLevel';
import { topReport } from './topReport';

/**
 * What samples cost by what their labels of a key say, a row a value: `go tool pprof -tagroot=KEY -top`, of which these are the rows that are
 * no functions. The function of a row is the value, empty for the samples without the label; a function that is called as a value is one with
 * it, as there.
 */
export function labelReport(profile: Profile, scope: ReportScope, key: string): TopReport {
  const { base } = scope;
  const texts = new Set(labelTexts(profile, key));
  if (base !== null) for (const text of labelTexts(base.profile, key)) texts.add(text);
  const levelled: ReportScope = {
    ...scope,
    base: base && { ...base, profile: withLabelLevel(base.profile, key) },
  };
  const report = topReport(withLabelLevel(profile, key), levelled, 'function', (name) => {
    const text = levelText(name);
    return text !== null && texts.has(text);
  });
  const rows = report.rows.map((row) => ({ ...row, function: row.function === unnamed ? '' : row.function, file: '' }));
  return { ...report, rows, inlineMarks: (count) => rows.slice(0, count).map(() => 'none') };
}
