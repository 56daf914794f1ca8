import { parseLabels } from '../base/goQuoted';
import { addressBefore } from '../base/int64';
import type { Int64 } from '../base/int64';
import { GoSymbols } from './locations/goSymbols';
import type { LegacyProfile } from './legacyProfile';
import type { LegacyLabel } from './legacySamples';

/** A record of a text whose comments may still follow. */
interface OpenRecord {
  readonly values: readonly Int64[];
  /** Return addresses, leaf first. */
  readonly counters: readonly Int64[];
  readonly labels: readonly LegacyLabel[];
}

const labelsOpening = '# labels: {';

/**
 * Takes the records of a text with the comments of Go behind them. Addresses are one less than what the text has, so that they
 * lie in the call and not behind it, as pprof counts.
 */
export class GoRecords {
  private readonly profile: LegacyProfile;
  /** Whether frames above the first that has a comment are the runtime's own, which heap profiles leave out. */
  private readonly hidesLeaf: boolean;
  private readonly symbols = new GoSymbols();
  private record: OpenRecord | null = null;
  private textLabels: Readonly<Record<string, string>> = {};

  constructor(profile: LegacyProfile, options: { readonly hidesLeaf: boolean }) {
    this.profile = profile;
    this.hidesLeaf = options.hidesLeaf;
  }

  add(values: readonly Int64[], counters: readonly Int64[], labels: readonly LegacyLabel[] = []): void {
    this.close();
    // A zero ends a stack (StackRecord.Stack in Go's runtime/mprof.go); Go 1.26 fills threadcreate stacks with them.
    const end = counters.indexOf(0);
    this.record = { values, counters: end < 0 ? counters : counters.slice(0, end), labels };
  }

  comment(line: string): void {
    if (this.record === null) return;
    if (line.startsWith(labelsOpening) && line.endsWith('}')) {
      this.textLabels = parseLabels(line.slice(labelsOpening.length, -1)) ?? {};
    } else this.symbols.read(line);
  }

  close(): void {
    const { record, profile, textLabels } = this;
    if (record === null) return;
    this.record = null;
    this.textLabels = {};
    const { counters } = record;
    const { start, end } = this.symbols.take(counters, profile.locations);
    const shown = counters.slice(this.hidesLeaf ? start : 0, end);
    profile.add(record.values, shown.map(addressBefore), [...record.labels, ...profile.textLabels(textLabels)]);
  }
}
