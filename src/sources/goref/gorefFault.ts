import type { GorefFault } from '../../shared/model/errors';

/** What goref and the debugger that it is built on complain about (go-delve/delve, pkg/proc), by the fault that it is. */
const faults: readonly (readonly [RegExp, GorefFault])[] = [
  [/could not read debug info|could not read go symbol table|could not open debug info|no debug info/i, 'no-symbols'],
  [
    /operation not permitted|permission denied|ptrace_scope|could not attach to pid \d+: this could be caused/i,
    'no-rights',
  ],
  [/no such process|process \d+ (does not exist|has exited)|no such file or directory/i, 'not-there'],
  [/unsupported (go|architecture|version)|version of (go|delve) is too (old|new)|not supported/i, 'unsupported'],
];

export function gorefFault(said: string): GorefFault {
  return faults.find(([pattern]) => pattern.test(said))?.[1] ?? 'failed';
}
