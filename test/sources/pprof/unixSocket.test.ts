import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createInputOpener } from '../../../src/sources/inputs/inputOpener';
import { inputParts } from '../../support/profiles/inputParts';
import { createPprofConnector } from '../../../src/sources/pprof/pprofConnector';
import { gzippedProfile, pprofAt, serveUnix } from '../localServer';
import { problemOf } from '../problemOf';

const never = new AbortController().signal;
const limits = { timeoutMillis: 20_000, maxBodyBytes: 1_000_000 };

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'leaklens-sock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function connect(url: string) {
  const source = await createPprofConnector().connect(url, limits, never);
  onTestFinished(() => source.dispose());
  return source;
}

describe.skipIf(process.platform === 'win32')('a unix socket', () => {
  it.each([
    ['', '/debug/pprof/'],
    [':/debug/pprof/', '/debug/pprof/'],
    [':/admin', '/admin/debug/pprof/'],
    [':/ops/prof/heap', '/ops/prof/'],
  ])('with %j behind it leads to pprof at %s', async (suffix, mounted) => {
    const path = join(newFolder(), 'my app.sock');
    const server = await serveUnix(path, pprofAt(mounted));
    const source = await connect(`unix:${path}${suffix}`);
    expect(source.target).toMatchObject({ name: `unix:${path}`, url: `unix:${path.replace(' ', '%20')}:${mounted}` });
    const answer = await source.fetch('heap-text', never);
    expect(answer.url).toBe(`${source.target.url}heap?debug=1`);
    expect(server.asked.at(-1)).toMatchObject({ url: `${mounted}heap?debug=1`, headers: { host: 'localhost' } });
  });

  it('has a target that can be connected to again', async () => {
    const path = join(newFolder(), 'a.sock');
    await serveUnix(path, pprofAt('/debug/pprof/'));
    const first = await connect(`unix://${path}`);
    expect((await connect(first.target.url)).target).toEqual(first.target);
  });

  it('follows its own redirects, and no others', async () => {
    const path = join(newFolder(), 'a.sock');
    const inside = pprofAt('/real/');
    await serveUnix(path, (request, response) => {
      const { url = '' } = request;
      if (url === '/a/goroutine') response.writeHead(301, { location: '/real/goroutine' }).end();
      else if (url.startsWith('/b/')) response.writeHead(301, { location: 'http://other.example/' }).end();
      else inside(request, response);
    });
    const source = await connect(`unix:${path}:/a/goroutine`);
    expect(source.target.url).toBe(`unix:${path}:/a/`);
    expect(await problemOf(connect(`unix:${path}:/b`))).toMatchObject({
      kind: 'redirected',
      location: 'http://other.example/',
    });
  });

  it.each([
    ['no file', () => undefined],
    ['a file that is no socket', (path: string) => writeFileSync(path, '')],
  ])('is refused where there is %s', async (_, prepare) => {
    const path = join(newFolder(), 'a.sock');
    prepare(path);
    const problem = await problemOf(connect(`unix:${path}`));
    expect(problem).toMatchObject({ kind: 'refused', subject: `unix:${path}:/debug/pprof/goroutine` });
  });

  it('can be named on the command line, as an endpoint and as one profile', async () => {
    const path = join(newFolder(), 'a.sock');
    await serveUnix(path, pprofAt('/debug/pprof/'));
    for (const [suffix, kind] of [
      ['', 'endpoint'],
      [':/debug/pprof/heap', 'url'],
    ] as const) {
      const input = await createInputOpener(inputParts).open(`unix:${path}${suffix}`, limits, never);
      onTestFinished(() => input.dispose());
      expect(input.kind).toBe(kind);
      expect(Buffer.from((await input.read('heap', never)).bytes).equals(gzippedProfile)).toBe(true);
    }
  });
});
