import type { NamePattern } from '../../../shared/model/report/report';
import type { Frame } from '../../../shared/model/sourceLocation';
import type { GoroutinesQuery } from '../../../shared/model/views/goroutinesView';
import type { GoroutineKind, OpenedGoroutines } from '../../../shared/model/views/openedGoroutines';
import type { WeighedPart } from '../../reports/nodeSums';
import { firstLineOf, stackStartOf, type StackView } from '../../reports/samples/stackView';
import { counts } from '../../reports/samples/weights';
import type { OwnerOf } from '../frameTables';
import { namePattern } from '../viewScopes';
import { labelText } from './labelText';

/** Goroutines alike that filters and search leave, with as much of their stack as those leave. */
export interface ChosenKind {
  readonly kind: GoroutineKind;
  readonly stack: readonly Frame[];
  readonly site: Frame | null;
}

/** @param part the profile of the same goroutines after the filters. @throws BadPattern */
export function chosenGoroutines(
  { kinds, siteOf }: OpenedGoroutines,
  part: WeighedPart,
  query: GoroutinesQuery,
  ownerOf: OwnerOf,
): readonly ChosenKind[] {
  const isWanted = wanted(query, ownerOf);
  const { samples } = part.view.profile;
  return kinds.flatMap((kind, sample) => {
    if (!counts(part, sample)) return [];
    const left = (samples.stackOffsets[sample + 1] ?? 0) - stackStartOf(part.view, sample);
    const stack = left === 0 ? kind.stack.slice(0, 0) : stackLeft(part.view, sample, kind.stack);
    return isWanted(kind, stack) ? [{ kind, stack, site: siteOf(stack) }] : [];
  });
}

/** The stack without the frames that filters leave out; the same one where they leave out none. */
function stackLeft(view: StackView, sample: number, whole: readonly Frame[]): readonly Frame[] {
  const { samples, locations, functions, strings } = view.profile;
  const left: Frame[] = [];
  const end = samples.stackOffsets[sample + 1] ?? 0;
  for (let at = stackStartOf(view, sample); at < end; at += 1) {
    const location = samples.stackLocations[at] ?? 0;
    const last = (locations.lineOffsets[location + 1] ?? 0) - 1;
    for (let row = firstLineOf(view, location); row <= last; row += 1) {
      const name = locations.lineFunctions[row] ?? 0;
      left.push({
        function: strings.at(functions.names[name] ?? 0),
        file: strings.at(functions.files[name] ?? 0),
        line: locations.lineNumbers[row] ?? 0,
        inlined: row < last,
      });
    }
  }
  return left.length === whole.length ? whole : left;
}

function wanted(
  { search, onlyMine }: GoroutinesQuery,
  ownerOf: OwnerOf,
): (kind: GoroutineKind, stack: readonly Frame[]) => boolean {
  const pattern = namePattern(search);
  const matches = pattern === null ? null : remembering(pattern);
  return (kind, stack) => {
    const frames = kind.createdBy === null ? stack : [...stack, kind.createdBy];
    if (onlyMine && !frames.some((frame) => ownerOf(frame) === 'own')) return false;
    if (matches === null || matches(kind.state) || matches(labelText(kind))) return true;
    return frames.some(({ function: name, file }) => matches(name) || matches(file));
  };
}

/** Many stacks have few names. */
function remembering(pattern: NamePattern): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    const answer = known.get(text) ?? (text !== '' && pattern.test(text));
    known.set(text, answer);
    return answer;
  };
}
