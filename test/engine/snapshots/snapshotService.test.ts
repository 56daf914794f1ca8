// Snapshots after they were captured: compared with each other, pinned, and given away.
import { goRuntime } from '../../../src/runtimes/go';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { capture } from '../../../src/engine/snapshots/capture';
import { SnapshotService } from '../../../src/engine/snapshots/snapshotService';
import type { LeakLensError } from '../../../src/shared/model/errors';
import type { KeptFindings } from '../../../src/shared/model/keptFindings';
import type { StoredSnapshot } from '../../../src/shared/model/snapshot';
import { hasPprof, pprofTop } from '../../support/go/goPprof';
import { FakeClock } from '../../support/fakeClock';
import { leak, site } from '../findings/builders';
import { RecordedService } from '../recordedService';
import { generous, openRooms } from '../rooms';

const gateway = join(import.meta.dirname, '../../services/gateway');
const { signal } = new AbortController();

async function start() {
  const service = await new RecordedService().start();
  const clock = new FakeClock(1_790_000_000_000);
  const rooms = await openRooms({ folder: gateway, clock });
  const source = await rooms.connector.connect(service.url, { ...generous, name: 'gateway' }, signal);
  onTestFinished(() => source.dispose());
  let changes = 0;
  const snapshots = new SnapshotService({ ...rooms, store: rooms.snapshots }, () => (changes += 1));
  const take = (frame: number, found: KeptFindings | null = null): Promise<StoredSnapshot> => {
    service.frame = frame;
    const progress = () => undefined;
    const begin = () => rooms.snapshots.begin(source.target);
    return capture({ ...rooms, source, begin, found, redact: false, listLimit: 10_000, progress }, signal);
  };
  const compare = async ({ base, id }: { base: string; id: string }, stop = signal) =>
    goRuntime.words.snapshots.comparison(await snapshots.read(base, stop), await snapshots.read(id, stop), {
      uriOf: (path) => rooms.documents.uri(path),
    });
  const folder = mkdtempSync(join(tmpdir(), 'leaklens-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return { snapshots, compare, take, folder, source, rooms, changes: () => changes };
}

async function problemOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: unknown) => (error as LeakLensError).problem.kind,
  );
}

function cancelled(): AbortSignal {
  const abort = new AbortController();
  abort.abort();
  return abort.signal;
}

describe('a comparison of two snapshots', () => {
  it('says what grew on which line, of memory and of goroutines', async () => {
    const { snapshots, compare, take } = await start();
    const [before, after] = [await take(2), await take(12)];
    await snapshots.rename(before.id, 'before');
    const { title, text, links } = await compare({ base: before.id, id: after.id });
    expect(title).toMatch(/^.*2026.* compared with before$/);
    expect(text).toMatch(/^Before +before {3}http/m);
    expect(text).toMatch(/^Live heap +\+[\d.]+ MB +[\d.]+ MB → +[\d.]+ MB$/m);
    expect(text).toMatch(/^Goroutines +\+\d+ +\d+ → +\d+$/m);
    expect(text).toMatch(/^ +\+[\d.]+ MB .* → .* {3}gateway\.go:33 +main\.\(\*session\)\.receive$/m);
    expect(text).toMatch(/^ +\+\d+ .* → .* {3}gateway\.go:38 +main\.\(\*session\)\.receive {3}channel send$/m);
    const lines = text.split('\n');
    for (const { line, start, end, targetLine } of links)
      expect(lines[line]?.slice(start, end)).toMatch(new RegExp(`^[a-z]+\\.go:${String(targetLine + 1)}$`));
    expect(links.length).toBeGreaterThan(1);
  });

  it('the other way round says what went', async () => {
    const { compare, take } = await start();
    const [before, after] = [await take(2), await take(12)];
    const { text } = await compare({ base: after.id, id: before.id });
    expect(text).toMatch(/^Goroutines +[−-]\d+ +\d+ → +\d+$/m);
    expect(text).toMatch(/^ +[−-]\d+ .* {3}gateway\.go:38 /m);
  });

  it('with itself says that nothing changed', async () => {
    const { compare, take } = await start();
    const { id } = await take(2);
    const { text, links } = await compare({ base: id, id });
    expect(text).toContain('No line of this workspace holds more or less memory than before.');
    expect(text).toContain('On no line of this workspace more or fewer goroutines wait than before.');
    expect(text).toMatch(/^Goroutines +=/m);
    expect(links).toEqual([]);
  });

  it('that is cancelled, and one with a snapshot that is gone, is a problem', async () => {
    const { snapshots, compare, take } = await start();
    const { id } = await take(2);
    expect(await problemOf(compare({ base: id, id }, cancelled()))).toBe('cancelled');
    expect(await problemOf(snapshots.read(id, cancelled()))).toBe('cancelled');
    const gone = '20260102T030405678Z-9f8e7d6c';
    expect(await problemOf(compare({ base: gone, id }))).toBe('not-found');
  });
});

describe('a pin', () => {
  it('is kept, and told', async () => {
    const { snapshots, take, changes } = await start();
    const { id } = await take(2);
    expect((await snapshots.pin(id, true)).pinned).toBe(true);
    expect((await snapshots.list())[0]?.pinned).toBe(true);
    expect(changes()).toBe(1);
  });
});

describe('an exported snapshot', () => {
  it('says nothing of arguments, of accounts and of where the service runs, when it is redacted', async () => {
    const { snapshots, take, folder } = await start();
    const { id } = await take(12);
    const { directory, files, redacted } = await snapshots.export({ id, directory: folder, redact: true }, signal);
    expect(directory).toBe(folder);
    expect(readdirSync(directory).sort()).toEqual([...files, 'manifest.json'].sort());
    expect(redacted?.calls).toBeGreaterThan(100);
    const all = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8'));
    expect(all.join('\n')).not.toMatch(/127\.0\.0\.1|gateway","url/);
    const stacks = readFileSync(join(directory, 'goroutine.txt'), 'utf8');
    expect(stacks).toContain('main.(*session).receive(_)');
    expect(stacks).not.toMatch(/\(.*0x[0-9a-f]/);
  });

  it('is the same where everything is kept', async () => {
    const { snapshots, take, folder, source } = await start();
    const { id, directory: stored } = await take(12);
    const { directory, redacted } = await snapshots.export({ id, directory: folder, redact: false }, signal);
    expect(redacted).toBeNull();
    for (const name of ['heap.pb.gz', 'heap.txt', 'goroutine.pb.gz', 'goroutine.txt'])
      expect(readFileSync(join(directory, name)).equals(readFileSync(join(stored, name)))).toBe(true);
    expect(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'))).toMatchObject({ target: source.target });
  });

  it.skipIf(!hasPprof())('has the same totals in `go tool pprof`', async () => {
    const { snapshots, take, folder } = await start();
    const { id, directory: stored } = await take(12);
    const { directory } = await snapshots.export({ id, directory: folder, redact: true }, signal);
    for (const [name, sample, unit] of [
      ['heap.pb.gz', 3, 'bytes'],
      ['goroutine.pb.gz', 0, 'count'],
    ] as const) {
      const question = { sample, unit };
      const original = pprofTop({ ...question, file: join(stored, name) });
      expect(pprofTop({ ...question, file: join(directory, name) })).toEqual(original);
      expect(original.total).toBeGreaterThan(0);
    }
  });

  it('that is cancelled leaves nothing', async () => {
    const { snapshots, take, folder } = await start();
    const { id } = await take(12);
    const directory = join(folder, 'new');
    expect(await problemOf(snapshots.export({ id, directory, redact: true }, cancelled()))).toBe('cancelled');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the findings of its moment', () => {
  const kept: KeptFindings = {
    atMillis: new Date(2026, 10, 20, 14, 32, 5).getTime(),
    findings: [
      leak({ site: { ...site(), file: '/home/anna/shop/gateway.go' }, operation: 's.out <- secretToken' }),
      leak({ id: 'gone', status: 'fixed', confidence: 'info', site: site({ function: 'main.elsewhere' }) }),
    ],
  };
  const page = async ({ snapshots, rooms }: Awaited<ReturnType<typeof start>>, id: string) =>
    goRuntime.words.snapshots.report(await snapshots.read(id, signal), { uriOf: (path) => rooms.documents.uri(path) });

  it('stand first on its page, worst first, with their evidence and a link to the line', async () => {
    const given = await start();
    const { id, files } = await given.take(12, kept);
    expect(files.at(-1)?.name).toBe('findings.json');
    const { text, links } = await page(given, id);
    expect(text).toMatch(/^Findings, as of 14:32:05$/m);
    expect(text).toMatch(/^probable {2}412 stuck ↑118\/min {3}gateway\.go:38 +main\.\(\*session\)\.receive$/m);
    expect(text).toMatch(/^ {10}Waiting there now: 412 goroutines\.$/m);
    expect(text).toMatch(/^fixed {5}Fixed: 412 live$/m);
    expect(text.indexOf('Findings')).toBeLessThan(text.indexOf('Memory'));
    const [first] = links;
    expect(text.split('\n')[first?.line ?? 0]?.slice(first?.start, first?.end)).toBe('gateway.go:38');
  });

  it('are none where nothing was found, and not spoken of where nobody watched', async () => {
    const given = await start();
    expect((await page(given, (await given.take(2, { ...kept, findings: [] })).id)).text).toMatch(
      /Nothing was found by then\./,
    );
    expect((await page(given, (await given.take(2)).id)).text).not.toMatch(/Findings/);
  });

  it('are given away without source, and without the folders of its files', async () => {
    const { snapshots, take, folder } = await start();
    const { id } = await take(12, kept);
    const { directory } = await snapshots.export({ id, directory: folder, redact: true }, signal);
    const text = readFileSync(join(directory, 'findings.json'), 'utf8');
    expect(text).toContain('"gateway.go"');
    expect(text).not.toMatch(/anna|secretToken|\/ws/);
    expect((JSON.parse(text) as KeptFindings).findings).toMatchObject([
      { amount: { value: 412 } },
      { status: 'fixed' },
    ]);
  });

  it('are not given away redacted, and not shown, when somebody has made something else of the file', async () => {
    const given = await start();
    const { id, directory } = await given.take(12, kept);
    const file = join(directory, 'findings.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"probable"', '"certain!"'));
    expect((await page(given, id)).text).not.toMatch(/Findings/);
    const exported = given.snapshots.export({ id, directory: given.folder, redact: true }, signal);
    expect(await problemOf(exported)).toBe('unreadable');
  });
});
