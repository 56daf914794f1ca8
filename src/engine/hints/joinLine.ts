import { confidences } from '../../shared/model/finding';
import type { HintKind, HintRoom, LineHint } from '../../shared/model/hint';
import type { CommonLineWords } from '../../shared/ports/words/lineWords';
import { longestSentence } from '../../shared/base/said/cutText';
import { plainText } from '../../shared/base/said/plainText';
import type { LineChange } from '../lines/lineTexts';
import type { SiteHint } from './siteHint';

/** What has become of the lines of a hint; `to-check`: somebody has edited one that its verdict rests on. */
export type HintChange = LineChange | 'to-check';

/** A hint on its line as that stands in the editor now. */
export interface PlacedHint {
  readonly line: number;
  readonly hint: SiteHint;
  readonly isUnsure: boolean;
  readonly change: HintChange;
  readonly targetName: string;
  /** The same for a hover, when several targets are connected. */
  readonly heading: string | null;
  readonly asOf: string | null;
  /** For the hover alone. */
  readonly past?: string | undefined;
}

type ChangedWords = Pick<CommonLineWords, 'changedText'>;

const kindOrder: readonly HintKind[] = ['blocked', 'heap', 'spawn', 'profile'];

/** All that is said of one line, as one hint. */
export function joinLine(line: number, placed: readonly PlacedHint[], words: ChangedWords): LineHint {
  const ordered = [...placed].sort((a, b) => kindOrder.indexOf(a.hint.kind) - kindOrder.indexOf(b.hint.kind));
  const said = worthSaying(ordered);
  const text = joinTexts(said, 'ample', words);
  const narrowText = joinTexts(said, 'narrow', words);
  const shortText = joinTexts(said, 'scarce', words);
  const grows = ({ hint, asOf, change }: PlacedHint) => hint.growing && asOf === null && change !== 'to-check';
  return {
    line,
    kinds: [...new Set(ordered.map(({ hint }) => hint.kind))],
    text,
    ...(narrowText !== text && { narrowText }),
    ...(shortText !== text && { shortText }),
    growing: said.every(({ hint }) => !hint.isIgnored) && ordered.some(grows),
    confidence: confidences.find((sure) => ordered.some(({ hint }) => hint.confidence === sure)) ?? null,
    unsure: said.every(({ isUnsure }) => isUnsure),
  };
}

/** Beside a verdict what the line costs else is for the hover, also where somebody ignores it. */
function worthSaying(ordered: readonly PlacedHint[]): readonly PlacedHint[] {
  const judged = ordered.filter(({ hint }) => hint.confidence !== null && hint.confidence !== 'info');
  if (judged.length > 0) return judged;
  const ignored = ordered.filter(({ hint }) => hint.isIgnored);
  return ignored.length === 0 ? ordered : ignored;
}

/** Each with the name of its target where two say something of the line. */
function joinTexts(said: readonly PlacedHint[], room: HintRoom, words: ChangedWords): string {
  const several = new Set(said.map(({ targetName }) => targetName)).size > 1;
  const texts = said.map((placed) => {
    const { targetName, asOf } = placed;
    const now = textOf(placed, room, words);
    const text = asOf === null ? now : `${now} · ${asOf}`;
    return several ? `${text} (${plainText(targetName)})` : text;
  });
  // Two verdicts of one target that are both to be checked say that once.
  return plainText([...new Set(texts)].join(' · '), longestSentence);
}

function textOf({ hint, change }: PlacedHint, room: HintRoom, words: ChangedWords): string {
  if (change === 'to-check') return words.changedText(room);
  const { text, narrowText = text, shortText = text } = hint;
  return { ample: text, narrow: narrowText, scarce: shortText }[room];
}
