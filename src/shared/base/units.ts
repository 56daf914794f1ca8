const byteUnits = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/**
 * Bytes for a person: three significant digits, steps of 1024 (as pprof and the Go runtime count), e.g. `1.46 GB`,
 * `84.1 MB`, `512 KB`, `0 B`. Negative values keep their sign.
 */
export function formatBytes(bytes: number): string {
  let value = Math.abs(bytes);
  let unit = 0;
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  const number = value.toFixed(digits);
  return `${bytes < 0 && number !== '0' ? '-' : ''}${number} ${byteUnits[unit] ?? 'B'}`;
}

/** A count with thousands separated by a comma, e.g. `12,345`, as Go tools and Chinese readers write it. */
export function formatCount(count: number): string {
  const rounded = Math.round(count);
  const digits = String(Math.abs(rounded)).replace(/\B(?=(\d{3})+$)/g, ',');
  return rounded < 0 ? `-${digits}` : digits;
}

/** A signed number of bytes: `+1.2 MB`, `-300 KB`. */
export function formatSignedBytes(bytes: number): string {
  return bytes > 0 ? `+${formatBytes(bytes)}` : formatBytes(bytes);
}

/** A signed rate of countable things, with one decimal below ten: `+118`, `+2.4`, `-7`. */
export function formatSignedCount(count: number): string {
  const text = Math.abs(count) < 9.95 && !Number.isInteger(count) ? count.toFixed(1) : formatCount(count);
  return count > 0 ? `+${text}` : text;
}

/** A share of a whole, 0 to 1, without a misleading zero or hundred: `84%`, `<1%`, `>99%`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return '<1%';
  if (share < 1 && share > 0.99) return '>99%';
  return `${String(Math.round(share * 100))}%`;
}
