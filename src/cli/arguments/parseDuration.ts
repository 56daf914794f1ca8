const unitMillis: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Milliseconds of a duration as Go writes it: `60s`, `1h30m`, `500ms`, `1.5m`; null for anything else, such as a bare number. */
export function parseDuration(text: string): number | null {
  if (!/^(?:\d{1,12}(?:\.\d{1,6})?(?:h|ms|m|s)){1,8}$/.test(text)) return null;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g);
  return [...parts].reduce((sum, [, number, unit]) => sum + Number(number) * (unitMillis[unit ?? ''] ?? 0), 0);
}
