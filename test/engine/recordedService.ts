import type { ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { readFixture } from '../support/profiles/decodeFixtures';
import { serveHttp, type LocalServer } from '../sources/localServer';

/** What a path can do besides answering as recorded. */
export type Trouble =
  /** Never answers. */
  'hang' | { readonly status: number; readonly body?: string } | { readonly body: Uint8Array };

const files: Readonly<Record<string, string>> = {
  heap: 'heap.pb.gz',
  'heap?debug=1': 'heap.debug1.txt.gz',
  goroutine: 'goroutine.pb.gz',
  'goroutine?debug=2': 'goroutine.debug2.txt.gz',
};

const prefix = '/debug/pprof/';

/** A gateway that leaks, as recorded, on a real port; a test says which moment it is, and what goes wrong. */
export class RecordedService {
  /** 0 to 23, five seconds each; the leak is fixed from 20 on. */
  frame = 3;
  /** By path after `/debug/pprof/`. */
  readonly trouble = new Map<string, Trouble>();
  /** Paths after `/debug/pprof/`, in the order in which they were asked for. */
  readonly asked: string[] = [];
  /** It answers so late, ms. */
  lateMillis = 0;
  private server: LocalServer | null = null;
  private readonly hanging = new Set<ServerResponse>();

  /** Serves until the test ends. @param address all of 127.0.0.0/8 is this machine, on Linux */
  async start(address = '127.0.0.1', port = 0): Promise<this> {
    this.server = await serveHttp(
      (request, response) => {
        const path = (request.url ?? '').replace(prefix, '');
        this.asked.push(path);
        if (this.lateMillis === 0) this.answer(path, response);
        else setTimeout(() => this.answer(path, response), this.lateMillis);
      },
      port,
      address,
    );
    return this;
  }

  /** It goes away before the test ends. */
  async stop(): Promise<void> {
    await this.server?.stop();
  }

  get url(): string {
    if (this.server === null) throw new Error('the service has not been started');
    return this.server.origin;
  }

  /** Requests that wait for an answer now, of those that hang. */
  get waiting(): number {
    return [...this.hanging].filter((response) => !response.destroyed).length;
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.server?.open() ?? 0;
  }

  /** Answers what hangs, and what comes. */
  release(path: string): void {
    this.trouble.delete(path);
    for (const response of this.hanging) this.answerAsRecorded(path, response);
    this.hanging.clear();
  }

  private answer(path: string, response: ServerResponse): void {
    const trouble = this.trouble.get(path);
    if (trouble === 'hang') this.hanging.add(response);
    else if (trouble === undefined) this.answerAsRecorded(path, response);
    else if ('status' in trouble) response.writeHead(trouble.status).end(trouble.body ?? 'no');
    else response.end(trouble.body);
  }

  private answerAsRecorded(path: string, response: ServerResponse): void {
    const file = files[path];
    if (file === undefined) {
      response.writeHead(404, { 'x-go-pprof': '1' }).end('Unknown profile\n');
      return;
    }
    response.end(recorded(this.frame, file));
  }
}

/** A body of a frame as Go sends it. */
export function recorded(frame: number, file: string): Uint8Array {
  const bytes = readFixture(`gateway-replay/${String(frame).padStart(2, '0')}/${file}`);
  return file.endsWith('.txt.gz') ? gunzipSync(bytes) : bytes;
}
