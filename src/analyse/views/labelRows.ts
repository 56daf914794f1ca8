import { nameless } from '../reports/nodeTable';
import type { PreparedView } from './preparedView';
import type { TableRows } from './topView';

/** What the samples are called that have no label of the key. */
const noLabel = '(none)';

/**
 * The level of labels as a table: a row a value, of the integers that `go tool pprof -tagroot=KEY -top` has for it. A function that is
 * called as a value is one with it, as there.
 *
 * @param view with the level, by function
 * @param texts see `labelTexts`
 */
export function labelRows(view: PreparedView, key: string, texts: ReadonlySet<string>): TableRows {
  const textOf = (frame: number) => {
    const { function: name, isNamed } = view.name(frame);
    return isNamed ? name : name === unnamed ? '' : null;
  };
  const isOfLevel = (frame: number) => {
    const text = textOf(frame);
    return text !== null && texts.has(text);
  };
  return {
    frames: view.sums.frames.filter(isOfLevel),
    name: (frame) => {
      const { function: name, isNamed } = view.name(frame);
      return { function: isNamed ? name : noLabel, isNamed: false, file: key, line: 0, startLine: 0 };
    },
  };
}

/** What a frame is called that has neither a name nor a binary. */
const unnamed = nameless('');
