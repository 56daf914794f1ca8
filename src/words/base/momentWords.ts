import { t } from '@vscode/l10n';
import type { HintRoom } from '../../shared/model/hint';

/** `22:21:50`: a time of the day, by the machine's clock, alike in every language. */
export function clockWords(millis: number): string {
  const date = new Date(millis);
  const digits = [date.getHours(), date.getMinutes(), date.getSeconds()];
  return digits.map((number) => String(number).padStart(2, '0')).join(':');
}

/** The same where it was that day, seen from another moment, ms since 1970; else with its day before it: `2026-01-02 22:21:50`. */
export function momentWords(millis: number, seenMillis: number): string {
  const [date, seen] = [new Date(millis), new Date(seenMillis)];
  if (Number.isNaN(date.getTime())) return '?';
  return date.toDateString() === seen.toDateString() ? clockWords(millis) : `${dayWords(millis)} ${clockWords(millis)}`;
}

/** `2026-01-02`, by the machine's clock, alike in every language. */
export function dayWords(millis: number): string {
  const date = new Date(millis);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** What is said of a service that does not answer is as old as its newest round: `as of 22:21:50, not answering`. */
export function asOfWords(atMillis: number): string {
  return t('as of {0}, not answering', clockWords(atMillis));
}

/** What stands in the place of a verdict that rests on lines which somebody has edited: no poll can tell whether they are mended. */
export function changedText(room: HintRoom = 'ample'): string {
  return room === 'ample' ? t('changed in the editor: rebuild and restart to check') : t('changed: rebuild to check');
}

/** What is said of lines while a person looks at a moment of the past. */
export function pastWords(targetName: string, atMillis: number): string {
  return t(
    '{0} as it was at {1}. Costs are added up anew from the profile of that moment, verdicts are those told then, lines are where their code stands today; growth is not kept.',
    targetName,
    `${dayWords(atMillis)} ${clockWords(atMillis)}`,
  );
}
