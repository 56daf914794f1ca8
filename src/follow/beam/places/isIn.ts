import type { StackFrame } from '../../../shared/model/beam/nodeProcess';
import type { ActLine } from '../../../shared/ports/sources/erlangSource';
import { outerName } from './outerName';

/** Whether a line that acts is in the function of a frame. */
export function isIn(
  frame: StackFrame,
  module: string,
  { function: name, functionLine, functionEnd }: ActLine,
): boolean {
  if (frame.module !== module || outerName(frame.name) !== name) return false;
  return frame.line === 0 || (frame.line >= functionLine && frame.line <= functionEnd);
}
