/** How the machine that writes a binary CPU profile lays out its words. */
export interface CpuLayout {
  readonly bytes: 4 | 8;
  readonly littleEndian: boolean;
}

export const cpuLayouts: readonly CpuLayout[] = [
  { bytes: 4, littleEndian: true },
  { bytes: 4, littleEndian: false },
  { bytes: 8, littleEndian: true },
  { bytes: 8, littleEndian: false },
];

export interface CpuProfileParts {
  readonly layout?: CpuLayout;
  readonly periodMicros?: number;
  readonly java?: boolean;
  /** Each: how often, then the addresses from the leaf on. */
  readonly samples: readonly (readonly (number | bigint)[])[];
  /** Leave out the mark that ends the samples. */
  readonly unended?: boolean;
  /** What stands behind the words: the memory map, or Java's symbols. */
  readonly text?: string;
}

/** A CPU profile as gperftools writes it. */
export function encodeCpuProfile({ layout, samples, ...parts }: CpuProfileParts): Uint8Array {
  const { bytes, littleEndian } = layout ?? { bytes: 8, littleEndian: true };
  const words = [0, 3, parts.java === true ? 1 : 0, parts.periodMicros ?? 10_000, 0];
  const body = samples.flatMap(([count = 0, ...stack]) => [count, stack.length, ...stack]);
  const all = [...words, ...body, ...(parts.unended === true ? [] : [0, 1, 0])];
  const view = new DataView(new ArrayBuffer(all.length * bytes));
  for (const [at, word] of all.entries()) {
    if (bytes === 4) view.setUint32(at * bytes, Number(word), littleEndian);
    else view.setBigUint64(at * bytes, BigInt(word), littleEndian);
  }
  return new Uint8Array(Buffer.concat([new Uint8Array(view.buffer), Buffer.from(parts.text ?? '')]));
}
