const mostNamed = 8;

/** A name that is longer is told by its beginning. */
const longestName = 60;

/** Some of what there is, those first that are like what was asked for, and how many more there are; `none` where there is nothing. */
export function someNames(known: readonly string[], asked: string | null): string {
  if (known.length === 0) return 'none';
  const wanted = asked?.toLowerCase() ?? '';
  const isLike = (name: string) => {
    const text = name.toLowerCase();
    return wanted !== '' && (text.includes(wanted) || wanted.includes(text));
  };
  const sorted = [...known.filter(isLike), ...known.filter((name) => !isLike(name))];
  const named = sorted.slice(0, mostNamed).map((name) => cut(name));
  const more = known.length - named.length;
  return more === 0 ? named.join(', ') : `${named.join(', ')} and ${String(more)} more`;
}

function cut(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`;
}
