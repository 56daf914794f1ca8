import { jsonText } from '../../shared/base/said/jsonText';
import { ownText, type Said } from '../../shared/base/said/said';
import type { FindingWords } from '../../shared/ports/words/findingWords';
import { findingJson, isoTime } from '../findings/watchJson';
import { allFindings, type TestReport } from './testReport';

/** The answer of `test` as other programs read it: a public interface, whose fields are added to and never renamed. */
export function* testJson(report: TestReport, words: FindingWords): Generator<Said> {
  yield jsonText({
    packages: report.packages.map(({ package: name, state, findings }) => ({
      package: name,
      state,
      findings: findings.map((judged) => findingJson(judged, words)),
    })),
    command: report.command,
    status: report.status,
    startedAt: isoTime(report.startedAtMillis),
    failOn: report.failOn,
    failed: allFindings(report).some(({ fails }) => fails),
  });
  yield ownText('\n');
}
