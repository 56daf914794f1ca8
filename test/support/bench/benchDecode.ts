// Decoding alone, beside what else reads profile.proto in JavaScript; and the grouping of a full goroutine dump.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { bundleScript } from '../bundleScript.ts';
import type { BenchRow } from './benchRow.ts';

const timeoutMillis = 10 * 60_000;

/** Samples of 60 frames each, for about 20 MB and 100 MB. */
const small = 100_000;
const large = 500_000;

const rounds = 3;

/** What a process that decodes in one way has measured. */
interface Decoded {
  /** Best of the rounds. */
  readonly millis: number;
  /** Peak resident memory over what the process had with the file in memory, of one round alone. */
  readonly megabytes: number;
  readonly bytesRead: number;
}

type Way = 'leaklens' | 'leaklens-dump' | 'leaklens-goroutines' | 'pprof-format' | 'protobufjs';

/**
 * Wall time and peak memory of decoding 100 MB of profile.proto, each in a process of its own, beside pprof-format and beside the
 * classes that protobufjs makes of the schema; how it grows from 20 MB; and goroutine?debug=2 of 100,000 goroutines, alone and as the view of them.
 */
export async function benchDecode(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-bench-'));
  try {
    const script = await bundleScript(resolve(import.meta.dirname, 'decodeInNode.ts'));
    const bench = new DecodeBench(script, folder);
    return [...(await bench.profileRows()), ...(await bench.dumpRows())];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

class DecodeBench {
  private readonly script: string;
  private readonly folder: string;

  constructor(script: string, folder: string) {
    this.script = script;
    this.folder = folder;
  }

  async profileRows(): Promise<BenchRow[]> {
    const smallFile = await this.write('write-profile', small);
    const largeFile = await this.write('write-profile', large);
    const ours = await this.measure('leaklens', largeFile);
    const format = await this.measure('pprof-format', largeFile);
    const classes = await this.measure('protobufjs', largeFile);
    const smallOurs = await this.measure('leaklens', smallFile);
    const scaled = (smallOurs.millis * ours.bytesRead) / smallOurs.bytesRead;
    const name = `decoding ${(ours.bytesRead / 1e6).toFixed(0)} MB of profile.proto`;
    const time = { unit: 'ms', ours: ours.millis } as const;
    const memory = { unit: 'MB', ours: ours.megabytes } as const;
    return [
      { ...time, name, peer: { name: 'pprof-format', value: format.millis }, budget: { shareOfPeer: 0.25 } },
      { ...time, name, peer: { name: 'classes of protobufjs', value: classes.millis }, budget: { shareOfPeer: 0.25 } },
      {
        ...memory,
        name: `${name}, memory on top of it`,
        peer: { name: 'classes of protobufjs', value: classes.megabytes },
        budget: { shareOfPeer: 0.2 },
      },
      {
        ...time,
        name: `${name}, beside ${(smallOurs.bytesRead / 1e6).toFixed(0)} MB at the same pace`,
        peer: { name: 'the smaller, scaled', value: scaled },
        budget: { shareOfPeer: 1.3 },
      },
    ];
  }

  async dumpRows(): Promise<BenchRow[]> {
    const rows: BenchRow[] = [];
    for (const [share, what] of [
      [0.4, 'four of ten with a stack of their own'],
      [0.95, 'nearly all with a stack of their own'],
    ] as const) {
      const file = await this.write('write-dump', share);
      const { millis, megabytes, bytesRead } = await this.measure('leaklens-dump', file);
      const viewed = await this.measure('leaklens-goroutines', file);
      const name = `grouping 100,000 goroutines (${(bytesRead / 1e6).toFixed(0)} MB), ${what}`;
      rows.push(
        { name, unit: 'ms', ours: millis, peer: null, budget: { most: 1000 } },
        { name: `${name}: memory on top of it`, unit: 'MB', ours: megabytes, peer: null, budget: { most: 200 } },
        {
          name: `the same, and as the view of goroutines has it`,
          unit: 'ms',
          ours: viewed.millis,
          peer: null,
          budget: { most: 1500 },
        },
      );
    }
    return rows;
  }

  private async write(kind: string, size: number): Promise<string> {
    const file = join(this.folder, `${kind}-${size}`);
    await this.run([kind, file, String(size)]);
    return file;
  }

  /** Time is the best of some rounds; memory is that of the first, in another process, before anything has to be let go. */
  private async measure(way: Way, file: string): Promise<Decoded> {
    const schema = resolve(import.meta.dirname, '../profiles/profile.proto');
    const timed = JSON.parse(await this.run([way, file, String(rounds), schema])) as Decoded;
    const { megabytes } = JSON.parse(await this.run([way, file, '1', schema])) as Decoded;
    return { ...timed, megabytes };
  }

  private async run(words: readonly string[]): Promise<string> {
    const flags = ['--max-old-space-size=12288', this.script, ...words];
    const { stdout } = await promisify(execFile)(process.execPath, flags, { timeout: timeoutMillis });
    return stdout;
  }
}
