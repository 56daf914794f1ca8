import { levelText } from '../reports/labelLevel';
import type { PreparedView } from './preparedView';
import type { TableRows } from './topView';

/** A label whose values make rows. */
export interface RowLabel {
  readonly key: string;
  /** What the samples are called that have no such label. */
  readonly none: string;
}

/**
 * The level of labels as a table: a row a value, of the integers that `go tool pprof -tagroot=KEY -top` has for it. A function that is
 * called as a value is one with it, as there.
 *
 * @param view with the level, by function
 * @param texts see `labelTexts`
 */
export function labelRows(view: PreparedView, { key, none }: RowLabel, texts: ReadonlySet<string>): TableRows {
  const textOf = (frame: number) => levelText(view.name(frame));
  const isOfLevel = (frame: number) => {
    const text = textOf(frame);
    return text !== null && texts.has(text);
  };
  return {
    frames: view.sums.frames.filter(isOfLevel),
    name: (frame) => ({ function: textOf(frame) || none, isNamed: false, file: key, line: 0, startLine: 0 }),
  };
}
