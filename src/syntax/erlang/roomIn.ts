import type { Room } from '../../shared/ports/sources/erlangSource';

/** A number of some size, or a name that stands for one: `@most`, `?MOST`, `max_size`. */
const limit = String.raw`(?:[1-9]\d[\d_]*|@[a-z]\w*|\?(?!MODULE|FUNCTION|LINE)[A-Z]\w*|(?:[\w.#]+\.)?(?:[Mm]ax|[Mm]ost|[Ll]imit|[Cc]apacity)\w*)`;
const compares = String.raw`(?<![-=|<>~])(?:>=|=<|<=|>|<)(?![-<>=|])`;

const byLimit = new RegExp(`${compares}\\s*(${limit})|(?<![\\w@?])(${limit})\\s*${compares}`);
const byTime = /(?:now|time|age|ttl|expir|old|since|second|milli|deadline|cutoff|until|stale|fresh|horizon|window)/i;
/** Also of a match specification: `{:<, :"$1", oldest}`, `{'<', '$1', Oldest}`. */
const comparison = new RegExp(`${compares}|\\{\\s*[:']\\s*(?:=?<|>=?)'?\\s*,`);

/** How lines make room by themselves: they compare a size with a limit, or a time with another one. Blanked text. */
export function roomIn(text: string): Room | null {
  for (const line of text.split('\n')) {
    const [, right, left] = byLimit.exec(line) ?? [];
    const named = right ?? left;
    if (named !== undefined) return { by: byTime.test(line) ? 'age' : 'size', limit: named };
  }
  const isOfTime = text.split('\n').some((line) => comparison.test(line) && byTime.test(line));
  return isOfTime ? { by: 'age', limit: amountTaken(text) } : null;
}

/** What is taken off a number: of `now() - @keep_millis`, `@keep_millis`; empty without one. */
export function amountTaken(text: string): string {
  return new RegExp(`(?<![\\w-])-\\s*(${limit})`).exec(text.replace(/->/g, '  '))?.[1] ?? '';
}

/** What a call keeps of what it is given: `lists:sublist(L, ?MOST)`, `Enum.take(@most)`, `Map.delete(number - @most)`. */
export function roomOfCall(call: string): Room | null {
  const kept = new RegExp(`^(?:Enum\\.(?:take|slice)|lists:sublist)\\b.*?(${limit})\\s*\\)`).exec(call)?.[1];
  if (kept !== undefined) return { by: 'size', limit: kept };
  const taken = amountTaken(call);
  return taken === '' ? null : { by: 'size', limit: taken };
}
