/** Values of many things at one moment, and their sum over the whole process. */
export interface LevelsAt<Key extends string> {
  readonly atMillis: number;
  readonly values: ReadonlyMap<Key, number>;
  readonly sum: number;
}

/** What is known of lines around moments of which only sums are known. */
export interface KnownLevels<Key extends string> {
  /** Of the profile before the one before; null where there was none. */
  readonly earlier: LevelsAt<Key> | null;
  readonly before: LevelsAt<Key>;
  readonly after: LevelsAt<Key>;
}

/**
 * Values at moments of which only the sum is known, between two of which all is known. Each is taken to go straight from the one to the
 * other; what the sum has more or less than that is put on those that leave their own straight course, by how far they do: what comes and
 * goes with the load has it, and what grows steadily has not. One that fills and drains all alone has all of it.
 */
export function levelsBetween<Key extends string>(
  known: KnownLevels<Key>,
): (at: { readonly atMillis: number; readonly sum: number }) => Map<Key, number> {
  const { before, after } = known;
  const keys = [...new Set([...before.values.keys(), ...after.values.keys()])];
  const weights = weightsOf(known, keys);
  return ({ atMillis, sum }) => {
    const share = (atMillis - before.atMillis) / Math.max(1, after.atMillis - before.atMillis);
    const rest = sum - (before.sum + (after.sum - before.sum) * share);
    return new Map(
      keys.map((key, at) => {
        const first = before.values.get(key) ?? 0;
        const last = after.values.get(key) ?? 0;
        return [key, Math.max(0, first + (last - first) * share + rest * (weights[at] ?? 0))];
      }),
    );
  };
}

/** Shares that add up to 1; all 0 where nothing moved. */
function weightsOf<Key extends string>(known: KnownLevels<Key>, keys: readonly Key[]): readonly number[] {
  const bends = keys.map((key) => bendOf(known, key));
  const moves = keys.map((key) => Math.abs(stepOf(known, key)));
  const chosen = bends.some((bend) => bend > 0) ? bends : moves;
  const all = chosen.reduce((sum, weight) => sum + weight, 0);
  return chosen.map((weight) => (all > 0 ? weight / all : 0));
}

/** By how much a line has left the course that it had before. */
function bendOf<Key extends string>(known: KnownLevels<Key>, key: Key): number {
  const { earlier, before, after } = known;
  if (earlier === null) return 0;
  const paceBefore = (valueIn(before, key) - valueIn(earlier, key)) / Math.max(1, before.atMillis - earlier.atMillis);
  const bend = Math.abs(stepOf(known, key) - paceBefore * (after.atMillis - before.atMillis));
  // Counts of something that grows slowly are whole numbers.
  return Math.max(0, bend - roundingSlack);
}

const roundingSlack = 2;

function stepOf<Key extends string>({ before, after }: KnownLevels<Key>, key: Key): number {
  return valueIn(after, key) - valueIn(before, key);
}

function valueIn<Key extends string>({ values }: LevelsAt<Key>, key: Key): number {
  return values.get(key) ?? 0;
}
