import { compareTexts } from '../../reports/compareTexts';
import { scaleUnit, unitLabel } from '../../reports/scaleUnit';
import type { GraphNode, GraphTag, NodeTags } from './callGraph';

/** Most labels that a node shows on either level (dotgraph.go, maxNodelets). */
export const mostTags = 4;

/** A label as it is drawn. */
export interface ShownTag {
  readonly name: string;
  readonly value: number;
  /** The value is also of what the node calls. */
  readonly cumulative: boolean;
  readonly numbers: readonly ShownTag[];
}

/** Labels that weigh as much as a node must (graph.go, trimLowFreqTags). */
export function heavyTags({ texts, numbers }: NodeTags, least: number): NodeTags {
  const isHeavy = ({ flat, cum }: GraphTag) => Math.abs(flat) >= least || Math.abs(cum) >= least;
  return {
    texts: texts.filter(isHeavy),
    numbers: new Map([...numbers].map(([of, tags]) => [of, new Map([...tags].filter(([, tag]) => isHeavy(tag)))])),
  };
}

/** How many nodes the labels of one count as (graph.go, countTags). */
export function countTags({ texts, numbers }: NodeTags): number {
  const count = (tags: Iterable<GraphTag>) => [...tags].filter(({ flat }) => flat !== 0).length;
  const all = [...numbers.values()].reduce((sum, tags) => sum + count(tags.values()), count(texts));
  return Math.min(all, mostTags);
}

/** What hangs on a node: sets of labels with their numbers, then numbers without a set (dotgraph.go, addNodelets). */
export function shownTags({ tags, out }: GraphNode): readonly ShownTag[] {
  // What calls nothing in the graph shows what was left out below it, too.
  const isFlat = out.size > 0;
  const sets = sortTags(tags.texts, isFlat)
    .slice(0, mostTags)
    .map(({ name, flat, cum }) => ({
      name,
      value: isFlat ? flat : cum,
      cumulative: false,
      numbers: shownNumbers(tags.numbers.get(name), isFlat),
    }));
  return [...sets.filter(({ value }) => value !== 0), ...shownNumbers(tags.numbers.get(''), isFlat)];
}

function shownNumbers(tags: ReadonlyMap<string, GraphTag> | undefined, isFlat: boolean): readonly ShownTag[] {
  return collapsed([...(tags?.values() ?? [])], isFlat)
    .map(({ name, flat, cum }) => {
      const showsFlat = isFlat || flat === cum;
      return { name, value: showsFlat ? flat : cum, cumulative: !showsFlat, numbers: [] };
    })
    .filter(({ value }) => value !== 0);
}

function sortTags(tags: readonly GraphTag[], isFlat: boolean): GraphTag[] {
  return tags.toSorted(
    (a, b) =>
      (isFlat ? 0 : Math.abs(b.cum) - Math.abs(a.cum)) ||
      Math.abs(b.flat) - Math.abs(a.flat) ||
      compareTexts(a.name, b.name),
  );
}

/** Many numbers as a few ranges: each goes to the nearest of the heaviest (dotgraph.go, collapsedTags). */
function collapsed(tags: readonly GraphTag[], isFlat: boolean): readonly GraphTag[] {
  const sorted = sortTags(tags, isFlat);
  if (sorted.length <= mostTags) return sorted;
  const groups = sorted.slice(0, mostTags).map((tag) => [tag]);
  for (const tag of sorted.slice(mostTags)) nearest(groups, tag)?.push(tag);
  return sortTags(groups.map(asOne), isFlat);
}

function nearest(groups: readonly GraphTag[][], tag: GraphTag): GraphTag[] | undefined {
  let best: GraphTag[] | undefined;
  let least = Infinity;
  for (const group of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const distance = Math.abs(first.value - scaleUnit(tag.value, tag.unit, first.unit).value);
    if (distance < least || best === undefined) [best, least] = [group, distance];
  }
  return best;
}

function asOne(group: readonly GraphTag[]): GraphTag {
  const [first] = group;
  if (first === undefined || group.length === 1) return { ...(first ?? none), name: labelOf(first ?? none) };
  const least = group.reduce((a, b) => (b.value < a.value ? b : a));
  const most = group.reduce((a, b) => (b.value > a.value ? b : a));
  const sum = (of: 'flat' | 'cum') => group.reduce((total, tag) => total + tag[of], 0);
  return { ...first, name: `${labelOf(least)}..${labelOf(most)}`, flat: sum('flat'), cum: sum('cum') };
}

const none: GraphTag = { name: '', value: 0, unit: '', flat: 0, cum: 0 };

function labelOf({ value, unit }: GraphTag): string {
  return unitLabel(value, unit);
}
