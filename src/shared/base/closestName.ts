/** A slip of the fingers changes about a third of a word at most. */
const largestShare = 1 / 3;

/** No name of a command or an option is longer, and a word of megabytes is compared with none. */
const longestWord = 40;

/** The name that was probably meant; undefined when none is near. */
export function closestName(word: string, names: readonly string[]): string | undefined {
  if (word.length > longestWord) return undefined;
  const near = names
    .map((name) => ({ name, distance: editDistance(word, name) }))
    .filter(({ name, distance }) => distance <= Math.ceil(name.length * largestShare));
  return near.sort((a, b) => a.distance - b.distance)[0]?.name;
}

/** Letters to add, to leave out or to replace (Levenshtein). */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 0; row < from.length; row += 1) {
    const below = [row + 1];
    for (let column = 0; column < to.length; column += 1) {
      const replaced = (above[column] ?? 0) + (from[row] === to[column] ? 0 : 1);
      below.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (below[column] ?? 0) + 1));
    }
    above = below;
  }
  return above.at(-1) ?? 0;
}
