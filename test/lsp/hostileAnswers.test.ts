// The real engine, as an editor starts it, connected to services that answer what takes longest to read.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { requests, type Outcome, type TargetState } from '../../src/shared/wires/lspMessages';
import { serveHttp, type LocalServer } from '../sources/localServer';
import { readFixture } from '../support/profiles/decodeFixtures';
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

async function workspace(source = 'package main\n\nfunc main() {\n}\n'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-hostile-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'go.mod'), 'module example.com/shop\n');
  await writeFile(join(folder, 'main.go'), source);
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

const half = 640 * 1024;
const fill = (text: string) => text.repeat(Math.ceil(half / text.length));

/** Source that takes longest to read, on a line of which goroutines wait and memory is held. */
const hostileSources: Readonly<Record<string, string>> = {
  'functions that end nowhere': `package main\n\nfunc main() {\n}\n${fill('func\tA(\n')}`,
  'blocks in blocks': `package main\n\nfunc main() {\n${fill('{\n')}`,
  'one expression': `package main\n\nfunc main() {\n\tx := 1${fill('+(1')}\n}\n`,
  'receivers with brackets': `package main\n\nfunc main() {\n}\n${fill('func (r *T[K]) M() {\n')}`,
};

describe('the engine, while a service answers', () => {
  it.each(Object.entries(hostileAnswers))('%s, goes on answering its editor', async (_what, answer) => {
    const folder = await workspace();
    await goesOn(folder, answer(folder));
  });
});

describe('the engine, while it reads', () => {
  it.each(Object.entries(hostileSources))('%s, goes on answering its editor', async (_what, source) => {
    const folder = await workspace(source);
    await goesOn(folder, hostileAnswers['goroutines on every line of a file']?.(folder) ?? {}, 3);
  });
});

/** Connects to a service, has it asked some times, and looks how long the engine's loop stood still at most. */
async function goesOn(folder: string, bodies: HostileBodies, polls = 1): Promise<void> {
  const service = await serve(bodies);
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
  const targetId = outcome.ok ? outcome.value.target.id : '';
  for (let poll = 1; poll < polls; poll += 1) await client.sendRequest(requests.refresh.method, { targetId });
  expect(problem?.kind ?? 'read').not.toBe('defect');
  expect(answered).toBeGreaterThan(0);
  expect(Number(await readFile(loopFile, 'utf8'))).toBeLessThan(longestTurnMillis);
}
