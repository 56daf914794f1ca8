import type { Found, WorkspaceCode } from './workspaceCode';

/** What a `receive` takes: the heads of its clauses, without what happens after a time. */
export function armsOf({ text, act }: Found, code: WorkspaceCode): readonly string[] {
  const { clauses } = code.read(text);
  // One that stands on the line of `receive` itself is not read.
  return clauses
    .filter(({ line, end }) => line > act.line && end <= act.functionEnd)
    .map(({ head }) => head)
    .filter((head) => !/^(?:after\b|\d[\d_]*$|@\w+$)/.test(head));
}
