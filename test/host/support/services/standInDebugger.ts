// Stands in for Delve: debugs no lines, but starts, holds and ends a program, and says of it what Delve 1.27 says (seen on
// its wire, and in service/dap/server.go).
import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DebugConfiguration } from 'vscode';
import { buildService } from '../../../support/go/goService';
import { own, type ServiceProcess } from '../../../support/serving/runningService';
import { readDebugRequests, type DebugRequest } from './debugWire';

export interface StandInDebugger {
  /** For a session of this debugger, as the Go extension makes it of `"program": "<folder>"`. */
  readonly configuration: DebugConfiguration;
  /** What the program is called, which every process of it runs. */
  readonly program: string;
  /** Where the newest process serves pprof. */
  url(): Promise<string>;
  /** Whether that process stands still. */
  isHeld(): boolean;
  dispose(): Promise<void>;
}

class Debuggee {
  readonly url: Promise<string>;
  isHeld = false;
  private readonly child: ServiceProcess;
  private readonly exited: Promise<unknown>;

  constructor(program: string) {
    this.child = spawn(program, ['-addr', '127.0.0.1:0', '-exit-with-stdin'], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.exited = own(this.child);
    this.child.stderr.resume();
    const lines = createInterface({ input: this.child.stdout });
    this.url = new Promise((listens) => {
      lines.on('line', (line) => listens(line.replace('listening on ', '')));
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  hold(): void {
    this.child.kill('SIGSTOP');
    this.isHeld = true;
  }

  letGo(): void {
    this.child.kill('SIGCONT');
    this.isHeld = false;
  }

  async end(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }
}

/** One connection of the editor: one session. */
class Session {
  private readonly program: string;
  private readonly socket: Socket;
  private seq = 0;
  debuggee: Debuggee | null = null;

  constructor(program: string, socket: Socket) {
    this.program = program;
    this.socket = socket;
  }

  async handle(request: DebugRequest): Promise<void> {
    const body = await this.carryOut(request);
    const { seq, command } = request;
    this.send({ type: 'response', request_seq: seq, success: true, command, body });
    if (command === 'pause') this.event('stopped', { reason: 'pause', threadId: 1, allThreadsStopped: true });
    if (command === 'disconnect') this.event('terminated', {});
  }

  private async carryOut({ command, arguments: given }: DebugRequest): Promise<object> {
    switch (command) {
      case 'initialize':
        return { supportsConfigurationDoneRequest: true, supportsRestartRequest: true };
      case 'launch':
        this.debuggee = new Debuggee(this.program);
        // Of a program that runs without debugging Delve says nothing.
        if (given?.noDebug !== true) {
          this.event('process', { name: this.program, systemProcessId: this.debuggee.pid, isLocalProcess: true });
          this.event('initialized', {});
        }
        return {};
      case 'restart':
        // Nor does it say the pid of a program that it has started again.
        await this.debuggee?.end();
        this.debuggee = new Debuggee(this.program);
        return {};
      case 'pause':
        this.debuggee?.hold();
        return {};
      case 'continue':
        this.debuggee?.letGo();
        return { allThreadsContinued: true };
      case 'disconnect':
        await this.debuggee?.end();
        return {};
      case 'threads':
        return { threads: [{ id: 1, name: 'main' }] };
      case 'stackTrace':
        return { stackFrames: [], totalFrames: 0 };
      default:
        return { breakpoints: [] };
    }
  }

  private event(event: string, body: object): void {
    this.send({ type: 'event', event, body });
  }

  private send(message: object): void {
    const text = JSON.stringify({ seq: (this.seq += 1), ...message });
    if (this.socket.writable) this.socket.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }
}

/** Whoever starts it disposes it; the program ends with the session or with it. */
export async function startStandInDebugger(): Promise<StandInDebugger> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-debugged-'));
  const program = join(folder, '__debug_bin3923468658');
  await copyFile(await buildService('gateway'), program);
  const sessions: Session[] = [];
  const server = createServer((socket) => {
    const session = new Session(program, socket);
    sessions.push(session);
    let handled = Promise.resolve();
    readDebugRequests(socket, (request) => {
      handled = handled.then(() => session.handle(request));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    configuration: {
      ...{ type: 'go', request: 'launch', name: 'Gateway', mode: 'debug', program: '.', __buildDir: folder },
      ...{ debugServer: (server.address() as AddressInfo).port, internalConsoleOptions: 'neverOpen' },
    },
    program,
    url: () => sessions.at(-1)?.debuggee?.url ?? Promise.reject(new Error('no session has started a program')),
    isHeld: () => sessions.at(-1)?.debuggee?.isHeld === true,
    async dispose() {
      for (const { debuggee } of sessions) await debuggee?.end();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
