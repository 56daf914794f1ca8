const factors: Readonly<Record<string, number>> = { B: 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** Bytes of a size as people and Go write it: `512MB`, `2GiB`, `1.5G`; steps of 1024. Null for anything else, such as a bare number. */
export function parseSize(text: string): number | null {
  const [, number, unit] = /^(\d{1,15}(?:\.\d{1,6})?) ?([BKMGT])(?:(?<!B)i?B)?$/i.exec(text) ?? [];
  return number === undefined ? null : Math.floor(Number(number) * (factors[unit?.toUpperCase() ?? ''] ?? 1));
}
