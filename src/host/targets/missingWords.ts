import { longestSentence } from '../../shared/base/said/cutText';
import { plainText } from '../../shared/base/said/plainText';
import { markdownText } from '../../shared/base/said/markdownText';
import type { TargetState } from '../../shared/wires/lspMessages';

/** What is not offered, in the place of its number: `84.1 MB · no goroutines`. The rest has no number there. */
export function shortMissing({ missing }: Pick<TargetState, 'missing'>): readonly string[] {
  return missing.flatMap(({ short }) => (short === null ? [] : [plainText(short)]));
}

/** All that is not offered, each with the service's reason, as text that enters Markdown. */
export function missingParagraphs({ missing }: Pick<TargetState, 'missing'>): readonly string[] {
  return missing.map(({ words }) => markdownText(words, longestSentence));
}
