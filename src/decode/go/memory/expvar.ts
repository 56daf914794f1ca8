import { JsonReader } from '../../metrics/jsonReader';

/** What is wanted of `/debug/vars`. */
export interface Expvar {
  /** Numbers that the program publishes, by name. */
  readonly variables: ReadonlyMap<string, number>;
  /** Numbers of runtime.MemStats, as written; empty when it is missing. */
  readonly memoryStatistics: ReadonlyMap<string, string>;
  /** PauseEnd of it: ns since 1970, which are more than a double keeps. */
  readonly gcEndNanos: readonly bigint[];
  /** Empty when it is missing. */
  readonly commandLine: readonly string[];
}

/** The runtime's ring of pauses; one that is longer is not the runtime's. */
const ringLength = 256;
const maxArguments = 1000;
const maxArgumentBytes = 4096;

/**
 * Reads the numbers of `/debug/vars`. Some services answer with the memory statistics alone.
 *
 * @throws LeakLensError `unreadable` when the text is no JSON object.
 */
export function parseExpvar(text: Uint8Array, subject: string): Expvar {
  const reader = new JsonReader(text, subject);
  const page = new PageReader(reader);
  reader.object((key) => page.member(key));
  reader.end();
  return page;
}

class PageReader implements Expvar {
  readonly variables = new Map<string, number>();
  /** Of `memstats`; null as long as there is none. */
  private nested: Map<string, string> | null = null;
  /** Numbers named like fields of Go, which stand alone where a service answers with the statistics only. */
  private readonly bare = new Map<string, string>();
  readonly gcEndNanos: bigint[] = [];
  readonly commandLine: string[] = [];
  private readonly reader: JsonReader;

  constructor(reader: JsonReader) {
    this.reader = reader;
  }

  member(key: string): void {
    const { reader } = this;
    if (reader.isNumber()) {
      const text = reader.word();
      this.variables.set(key, Number(text));
      if (/^[A-Z]/.test(key)) this.bare.set(key, text);
    } else if (key === 'memstats' && reader.isObject()) {
      const nested = (this.nested = new Map<string, string>());
      reader.object((field) => this.statistic(field, nested));
    } else if (key === 'PauseEnd' && reader.isArray()) this.ring();
    else if (key === 'cmdline' && reader.isArray()) reader.array(() => this.argument());
    else reader.skip();
  }

  get memoryStatistics(): ReadonlyMap<string, string> {
    return this.nested ?? this.bare;
  }

  private statistic(field: string, into: Map<string, string>): void {
    const { reader } = this;
    if (reader.isNumber()) into.set(field, reader.word());
    else if (field === 'PauseEnd' && reader.isArray()) this.ring();
    else reader.skip();
  }

  private ring(): void {
    this.gcEndNanos.length = 0;
    this.reader.array(() => {
      if (!this.reader.isNumber() || this.gcEndNanos.length === ringLength) {
        this.reader.skip();
        return;
      }
      const nanos = this.reader.word();
      if (/^\d{1,20}$/.test(nanos)) this.gcEndNanos.push(BigInt(nanos));
    });
  }

  private argument(): void {
    const { reader } = this;
    if (reader.isString() && this.commandLine.length < maxArguments)
      this.commandLine.push(reader.string(maxArgumentBytes));
    else reader.skip();
  }
}
