/** What one answer of a node may hold. The bytes of it are bounded where it is received. */
export interface EtfLimits {
  /** Terms within terms. A stack or an allocator's answer has some eight levels. */
  readonly depth: number;
  /** Terms in all: 100,000 processes with five numbers each are a million. */
  readonly terms: number;
  /** Of an integer; the largest that a counter needs has nine. */
  readonly integerBytes: number;
  /** Of what unpacks. */
  readonly inflatedBytes: number;
}

export const etfLimits: EtfLimits = { depth: 128, terms: 4_000_000, integerBytes: 512, inflatedBytes: 64 * 2 ** 20 };
