import type { ProfileLine, ProfileLines } from '../../shared/model/views/profileLines';
import { listedFunctions } from '../reports/listReport';
import type { PreparedView } from './preparedView';

/** More lines are not looked at, and each of them is placed anew with every edit of its file. */
const mostLines = 5000;

/**
 * What lines cost, by function, as a listing has them.
 * @param files the files that are looked at, by their names in reports: the name as recorded
 */
export function profileLines(view: PreparedView, files: ReadonlyMap<string, string>): ProfileLines {
  const functions = listedFunctions(view.bySource, ({ file }) => files.has(file));
  const lines = functions.flatMap(({ function: name, file, lines: costs }) =>
    costs
      .filter(({ line }) => line > 0)
      .map(({ line, flat, cum }): ProfileLine => {
        return { function: name, file: files.get(file) ?? file, line, flat: Number(flat), cum: Number(cum) };
      }),
  );
  lines.sort((a, b) => Math.abs(b.cum) - Math.abs(a.cum) || Math.abs(b.flat) - Math.abs(a.flat));
  return { ...view.head, lines: lines.slice(0, mostLines) };
}
