import { ageStarts, type GoroutineGrouping } from '../../../shared/model/views/goroutinesView';
import type { Frame } from '../../../shared/model/sourceLocation';
import { cutName } from '../frameTables';
import type { ChosenKind } from './chosenGoroutines';
import { labelText } from './labelText';

/** What a group is known by. */
export interface GroupName {
  readonly key: string;
  readonly frame: Frame | null;
  readonly text: string;
}

/** Of an age it is that of the first member. */
export function groupName({ kind, site }: ChosenKind, by: Exclude<GoroutineGrouping, 'age'>): GroupName {
  switch (by) {
    case 'place':
      return ofFrame(site);
    case 'creator':
      return ofFrame(kind.createdBy);
    case 'state':
      return ofText(kind.state);
    case 'label':
      return ofText(labelText(kind));
  }
}

/** The group of those that are of one row of the histogram. */
export function ageName(row: number): GroupName {
  return ofText(String(ageStarts[row] ?? 0));
}

/** Row of `ageStarts`. @param minutes whole ones; 0 for less than one */
export function ageRow(minutes: number): number {
  return Math.max(
    0,
    ageStarts.findLastIndex((start) => start <= minutes),
  );
}

function ofFrame(frame: Frame | null): GroupName {
  return { key: frameKey(frame), frame, text: '' };
}

function ofText(text: string): GroupName {
  const cut = cutName(text);
  return { key: cut, frame: null, text: cut };
}

export function frameKey(frame: Frame | null): string {
  return frame === null ? '' : `${cutName(frame.function)}\n${cutName(frame.file)}\n${String(frame.line)}`;
}
