// The real engine, as an editor starts it, connected to services that answer what takes longest to read.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { requests, type Outcome, type TargetState } from '../../src/shared/lspMessages';
import { serveHttp, type LocalServer } from '../sources/localServer';
import { readFixture } from '../support/decodeFixtures';
import { hostileAnswers, type HostileBodies } from '../support/hostile/hostileAnswers';
import { bundleServer, startServer } from './serverProcess';

const loopWatch = pathToFileURL(join(import.meta.dirname, '../support/hostile/loopWatch.mjs')).href;

/** Longer, and a person sees that the editor waits. */
const longestTurnMillis = 200;

let bundle: Awaited<ReturnType<typeof bundleServer>>;
beforeAll(async () => {
  bundle = await bundleServer();
});
afterAll(() => rm(bundle.folder, { recursive: true, force: true }));

async function workspace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-hostile-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'go.mod'), 'module example.com/shop\n');
  await writeFile(join(folder, 'main.go'), 'package main\n\nfunc main() {\n}\n');
  return folder;
}

function serve(bodies: HostileBodies): Promise<LocalServer> {
  const pages: Readonly<Record<string, Uint8Array | undefined>> = {
    '/debug/vars': bodies.variables,
    '/debug/pprof/': readFixture('profiles/index.html'),
    '/debug/pprof/heap': bodies.heap ?? readFixture('profiles/heap.pb.gz'),
    '/debug/pprof/heap?debug=1': readFixture('profiles/heap.debug1.txt'),
    '/debug/pprof/goroutine': bodies.goroutine ?? readFixture('profiles/goroutine.pb.gz'),
    '/debug/pprof/goroutine?debug=2': bodies.dump ?? readFixture('profiles/goroutine.debug2.txt'),
  };
  return serveHttp((request, response) => {
    const body = pages[request.url ?? ''];
    if (body === undefined) response.writeHead(404, { 'x-go-pprof': '1' }).end('Unknown profile\n');
    else response.end(body);
  });
}

describe('the engine, while a service answers', () => {
  it.each(Object.entries(hostileAnswers))('%s, goes on answering its editor', async (_what, answer) => {
    const folder = await workspace();
    const service = await serve(answer(folder));
    const loopFile = join(folder, 'longest-turn');
    const { client } = await startServer(bundle.file, {
      LEAKLENS_LOOP_FILE: loopFile,
      NODE_OPTIONS: `--import ${loopWatch}`,
    });
    const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'shop' }];
    await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {}, workspaceFolders });
    await client.sendNotification('initialized', {});
    const asked = { isOver: false };
    const connecting = client
      .sendRequest<Outcome<TargetState>>(requests.connect.method, { url: service.origin, name: 'shop' })
      .finally(() => (asked.isOver = true));
    let answered = 0;
    for (; !asked.isOver; answered += 1) await client.sendRequest(requests.targets.method, null);
    // Read, or refused with a reason that is no defect.
    const outcome = await connecting;
    const problem = outcome.ok ? outcome.value.problem : outcome.problem;
    expect(problem?.kind ?? 'read').not.toBe('defect');
    expect(answered).toBeGreaterThan(0);
    expect(Number(await readFile(loopFile, 'utf8'))).toBeLessThan(longestTurnMillis);
  });
});
