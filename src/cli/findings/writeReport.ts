import type { Said } from '../../shared/base/said/said';
import { paintHeadline } from '../base/colours';
import { asLines } from '../base/writeAll';
import type { ReportSurroundings } from './reportSurroundings';
import { watchJson } from './watchJson';
import { watchJunit } from './watchJunit';
import { watchMarkdown } from './watchMarkdown';
import type { WatchReport } from './watchReport';
import { watchSarif } from './watchSarif';
import { watchText } from './watchText';

/** What is written line by line, of the report alone. */
export const textFormats = ['text', 'json', 'markdown', 'sarif', 'junit'] as const;
export type TextFormat = (typeof textFormats)[number];

export const watchFormats = [...textFormats, 'html'] as const;
export type WatchFormat = (typeof watchFormats)[number];

/** A report in the format asked for, piece by piece. */
export function reportText(report: WatchReport, format: TextFormat, surroundings: ReportSurroundings): Generator<Said> {
  switch (format) {
    case 'text':
      return asLines(watchText(report, surroundings), surroundings.colours === true ? paintHeadline : undefined);
    case 'json':
      return watchJson(report, surroundings.words);
    case 'markdown':
      return asLines(watchMarkdown(report, surroundings));
    case 'sarif':
      return watchSarif(report, surroundings);
    case 'junit':
      return watchJunit(report, surroundings);
  }
}
