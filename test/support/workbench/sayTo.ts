import type { Writable } from 'node:stream';
import { format } from 'node:util';
import type { WorkbenchOptions } from './startWorkbench.ts';

/** The options with which all that VS Code's server and its extension host say goes to `log`, a line at a time. */
export function sayTo(log: Writable): Required<Pick<WorkbenchOptions, 'onLine' | 'onLog'>> {
  return {
    onLine: (line) => void log.write(`server: ${line}\n`),
    onLog: (type, values) => void log.write(`${type}: ${format(...values)}\n`),
  };
}
