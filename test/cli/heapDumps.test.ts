import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildHolding, holdingLine, holdingSource, holdingTruth, writeDump } from '../support/heapdumps/holdingProgram';
import { DumpWriter, heapStart } from '../support/heapdumps/dumpWriter';
import { recordedDump } from '../support/heapdumps/recordedDump';
import { hasGo } from '../syntax/go/goPrograms';
import { leaklens, leaklensJson } from './harness';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'leaklens-dump-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

describe.skipIf(!hasGo)('the dump of a program that runs (skipped without Go)', () => {
  it('names each holder with the lines that declare and allocate it, by the program beside it', async () => {
    const made = await folder();
    const dump = join(made, 'heap.dump');
    await writeDump(await buildHolding(made), dump);
    const told = (await leaklensJson(['holders', dump], { workingDirectory: holdingSource })) as {
      names: string;
      rows: { name: string; file: string | null; line: number | null; allocated: { line: number }[] }[];
    };
    expect(told.names).toBe('known');
    for (const { name, made: text } of holdingTruth) {
      const row = told.rows.find((one) => one.name === name);
      expect(row?.allocated[0]?.line, name).toBe(holdingLine(text));
    }
    expect(told.rows.find(({ name }) => name === 'main.sessions')).toMatchObject({
      file: join(holdingSource, 'main.go'),
      line: holdingLine('sessions = map[int]'),
    });
  }, 120_000);
});

describe('a recorded dump', () => {
  it('is told without a program, and what is missing with it', async () => {
    const dump = join(await folder(), 'heap.dump');
    await writeFile(dump, recordedDump('go1.27.1').bytes);
    const { out } = await leaklens(['holders', dump, '--limit', '3']);
    expect(out).toMatch(/held in \d+ objects/);
    expect(out).toContain('Variables have no names: put the program beside the dump');
    expect(out).toMatch(/0x[0-9a-f]+\n +\d+ objects\n/);
    expect(out).toMatch(/>99% of it was allocated at main\.go:\d+ \(main\./);
    expect(out).toMatch(/… and \d+ more/);
  });

  it('is a profile for the reports, root outermost', async () => {
    const dump = join(await folder(), 'heap.dump');
    await writeFile(dump, recordedDump('go1.27.1').bytes);
    const { out } = await leaklens(['top', dump, '--limit', '40']);
    expect(out).toMatch(/Type: retained_space/);
    expect(out).toContain('main.goroutineStack');
    const stacks = await leaklens(['stacks', dump]);
    expect(stacks.out).toContain('main.goroutineStack');
  });

  it.each([['holders'], ['holders', '--format', 'json'], ['top'], ['stacks'], ['top', '--format', 'json']])(
    'leaves nothing of what memory held: %s %s %s',
    async (command, ...options) => {
      const made = await folder();
      const dump = join(made, 'heap.dump');
      const secret = 'password=hunter2';
      const writer = new DumpWriter().params().numbers(1, heapStart).text(secret).numbers(0);
      writer.numbers(13, 0x5000).text(secret).numbers(0).goroutine(1).frame('main.login', { 0: heapStart }).end();
      await writeFile(dump, writer.bytes);
      const { out, error } = await leaklens([command, dump, ...options], { workingDirectory: made });
      expect(out).toContain('main.login');
      expect(out + error).not.toContain('hunter2');
      expect(await readdir(made)).toEqual(['heap.dump']);
    },
  );

  it('is told the same when gzip has packed it, also where that is cut off, and nothing is unpacked beside it', async () => {
    const made = await folder();
    const [dump, packed] = [join(made, 'heap.dump'), join(made, 'heap.dump.gz')];
    const { bytes } = recordedDump('go1.27.1');
    await writeFile(dump, bytes);
    await writeFile(packed, gzipSync(bytes));
    const told = (path: string) => leaklensJson(['holders', path]) as Promise<{ readonly rows: unknown }>;
    expect((await told(packed)).rows).toEqual((await told(dump)).rows);
    const whole = gzipSync(bytes);
    await writeFile(packed, whole.subarray(0, whole.length - 200));
    expect((await leaklens(['holders', packed])).out).toContain('held in');
    expect((await readdir(made)).toSorted()).toEqual(['heap.dump', 'heap.dump.gz']);
  }, 60_000);

  it('that gzip has packed and that holds one endless object is refused without unpacking all of it', async () => {
    const packed = join(await folder(), 'heap.dump.gz');
    const start = new DumpWriter().params().numbers(1, heapStart, 2 ** 30).bytes;
    await writeFile(packed, gzipSync(Buffer.concat([start, Buffer.alloc(260 * 2 ** 20)]), { level: 1 }));
    const { status, error } = await leaklens(['holders', packed]);
    expect(status).not.toBe(0);
    expect(error).toContain('a record is too large');
  }, 60_000);

  it('that is cut off before it says who holds is refused, and what is no program is not there', async () => {
    const dump = join(await folder(), 'heap.dump');
    await writeFile(dump, recordedDump('go1.27.1').bytes.subarray(0, 10_000));
    const cut = await leaklens(['holders', dump]);
    expect(cut.status).not.toBe(0);
    expect(cut.error).toContain('it ends before it says who holds the memory');
    await writeFile(dump, recordedDump('go1.27.1').bytes);
    expect((await leaklens(['holders', dump, '--executable', `${dump}.exe`])).error).toContain('heap.dump.exe');
  });
});
