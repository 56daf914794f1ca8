// Serves a recording of a service's pprof endpoint as Go would, for machines without Go: each request gets the frame
// of its time. After the last frame time stands still, because starting over would make counters run backwards.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ReplayFrame, ReplayManifest } from './replayManifest.ts';

export interface ReplayOptions {
  /** Absolute path of a folder with a manifest.json, for example test/fixtures/gateway-replay. */
  readonly directory: string;
  /** Default: a free one. */
  readonly port?: number;
  /** How many recorded seconds pass in one second. Default 1. */
  readonly speed?: number;
  /** Recorded seconds since the start, for tests that turn the clock themselves; `speed` has no effect then. */
  readonly elapsedSeconds?: () => number;
}

export interface Replay {
  /** `http://127.0.0.1:PORT`. The profiles are under `/debug/pprof/`, the truth of the moment is at `/truth`. */
  readonly url: string;
  dispose(): Promise<void>;
}

interface Recording {
  readonly manifest: ReplayManifest;
  readonly truth: object;
  /** Bodies as they go over the wire, by file name. */
  readonly bodies: ReadonlyMap<string, Buffer>;
}

/** Starts to serve a recording from its first frame. */
export async function startReplay(options: ReplayOptions): Promise<Replay> {
  const recording = await load(options.directory);
  const start = performance.now();
  const elapsed = options.elapsedSeconds ?? (() => ((performance.now() - start) / 1000) * (options.speed ?? 1));
  const server = createServer((request, response) => {
    answer(recording, frameAt(recording.manifest, elapsed()), request, response);
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    dispose: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function load(directory: string): Promise<Recording> {
  const json = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(directory, file), 'utf8'));
  const manifest = (await json('manifest.json')) as ReplayManifest;
  const truth = (await json('truth.json')) as object;
  const bodies = new Map<string, Buffer>();
  for (const file of manifest.frames.flatMap(({ files }) => Object.values(files))) {
    const stored = await readFile(join(directory, file));
    bodies.set(file, file.endsWith('.txt.gz') ? gunzipSync(stored) : stored);
  }
  return { manifest, truth, bodies };
}

/** The newest frame that is not in the future; the first one before it is due. */
function frameAt({ frames }: ReplayManifest, seconds: number): ReplayFrame {
  const frame = frames.findLast((candidate) => candidate.seconds <= seconds) ?? frames[0];
  if (frame === undefined) throw new Error('the recording has no frames');
  return frame;
}

const prefix = '/debug/pprof/';
const plainText = 'text/plain; charset=utf-8';

function answer(recording: Recording, frame: ReplayFrame, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === '/truth') {
    response.setHeader('Content-Type', 'application/json');
    response.end(`${JSON.stringify({ ...recording.truth, ...frame.truth })}\n`);
  } else if (url.pathname === prefix.slice(0, -1)) {
    response.writeHead(301, { Location: prefix }).end();
  } else if (url.pathname.startsWith(prefix)) {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    profile(recording, frame, url, response);
  } else {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.writeHead(404, { 'Content-Type': plainText }).end('404 page not found\n');
  }
}

/** Answers as `net/http/pprof` does: see handler.ServeHTTP and serveError in its pprof.go. */
function profile(recording: Recording, frame: ReplayFrame, url: URL, response: ServerResponse): void {
  const name = url.pathname.slice(prefix.length);
  if (name === '') {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(indexPage(frame));
    return;
  }
  const debug = debugLevel(name, url.searchParams.get('debug'));
  const file = frame.files[`${prefix}${name}${debug === 0 ? '' : `?debug=${debug}`}`];
  const body = file === undefined ? undefined : recording.bodies.get(file);
  if (body === undefined) {
    refuse(response, 404, 'Unknown profile');
  } else if (url.searchParams.has('seconds')) {
    refuse(response, 400, '"seconds" parameter is not supported for this profile type');
  } else {
    response.setHeader('Content-Type', debug === 0 && name !== 'cmdline' ? 'application/octet-stream' : plainText);
    if (debug === 0 && name !== 'cmdline') {
      response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    }
    response.end(body);
  }
}

/** Only goroutines have more than one text form: debug=2 is a full dump. */
function debugLevel(name: string, parameter: string | null): number {
  const debug = Number.parseInt(parameter ?? '0', 10) || 0;
  if (name === 'cmdline' || debug === 0) return 0;
  return name === 'goroutine' && debug >= 2 ? 2 : 1;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'Content-Type': plainText, 'X-Go-Pprof': '1' }).end(`${message}\n`);
}

/** The index of `net/http/pprof`, with the recorded profiles only. */
function indexPage(frame: ReplayFrame): string {
  const names = Object.keys(frame.files)
    .filter((path) => !path.includes('?'))
    .map((path) => path.slice(prefix.length))
    .sort();
  const rows = names.map(
    (name) => `<tr><td>${frame.counts[name] ?? 0}</td><td><a href='${name}?debug=1'>${name}</a></td></tr>\n`,
  );
  return `<html>
<head>
<title>/debug/pprof/</title>
</head>
<body>
/debug/pprof/
<br>
<p>Set debug=1 as a query parameter to export in legacy text format</p>
<br>
Types of profiles available:
<table>
<thead><td>Count</td><td>Profile</td></thead>
${rows.join('')}</table>
<a href="goroutine?debug=2">full goroutine stack dump</a>
<br>
</body>
</html>`;
}
