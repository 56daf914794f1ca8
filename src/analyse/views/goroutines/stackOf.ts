import type { GoroutineFrame, GoroutineStack } from '../../../shared/model/views/goroutinesView';
import type { Frame } from '../../../shared/model/sourceLocation';
import { cutName } from '../frameTables';
import { labelText } from './labelText';
import type { GroupPart } from './groupParts';

/** Frames of one stack, and numbers of its goroutines, that a person is shown. */
const mostFrames = 60;
const mostNumbers = 10;

/** @param isGone it is of the base alone */
export function stackOf(part: GroupPart, shown: (frame: Frame) => GoroutineFrame, isGone: boolean): GoroutineStack {
  const { kind, stack } = part.chosen;
  return {
    count: part.count,
    state: cutName(kind.state),
    isGone,
    oldestMinutes: part.oldestMinutes,
    ids: part.ids.slice(0, mostNumbers),
    frames: stack.slice(0, mostFrames).map(shown),
    isCut: stack.length > mostFrames,
    createdBy: kind.createdBy === null ? null : shown(kind.createdBy),
    labels: cutName(labelText(kind)),
  };
}
