import type { Socket } from 'node:net';
import type { Disposable } from '../../shared/base/disposable';
import { LeakLensError } from '../../shared/model/errors';
import { networkProblem } from '../net/networkProblem';
import { erlangProblem } from './erlangProblem';
import type { FrameReader } from './frameReader';

interface Waiting {
  resolve(frame: Uint8Array): void;
  reject(error: Error): void;
}

/** Messages over a socket that is connected, one after the other, each with its length before it. */
export class FrameSocket implements Disposable {
  private readonly socket: Socket;
  private readonly reader: FrameReader;
  private readonly subject: string;
  private waiting: Waiting | null = null;
  private ended: Error | null = null;

  constructor(socket: Socket, subject: string, reader: FrameReader) {
    this.socket = socket;
    this.subject = subject;
    this.reader = reader;
    socket.on('data', (chunk: Uint8Array) => {
      reader.push(chunk);
      this.serve();
    });
    socket.on('error', (error) => this.end(new LeakLensError(networkProblem(error, subject), error)));
    // An error comes first, and says why.
    socket.on('close', () => this.end(erlangProblem('closed', subject, 'the node has closed the connection')));
  }

  /** The next message. One waits at a time. @throws LeakLensError when the connection has ended, with what ended it */
  receive(): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.serve();
    });
  }

  send(payload: Uint8Array): void {
    const { headerBytes } = this.reader;
    const frame = Buffer.alloc(headerBytes + payload.length);
    frame.writeUIntBE(payload.length, 0, headerBytes);
    frame.set(payload, headerBytes);
    if (!this.socket.destroyed) this.socket.write(frame);
  }

  /** From now on the length has four bytes. */
  lengthen(): void {
    this.reader.headerBytes = 4;
  }

  /** First byte of what has come and makes no message. */
  get begin(): number | undefined {
    return this.reader.begin;
  }

  /** Ends the connection; who waits is told the reason. */
  end(reason: Error): void {
    this.ended ??= reason;
    this.socket.destroy();
    this.serve();
  }

  dispose(): void {
    this.end(new LeakLensError({ kind: 'cancelled', subject: this.subject, detail: 'the connection was given up' }));
  }

  /** What has come is handed out before the end is told. */
  private serve(): void {
    const { waiting } = this;
    if (waiting === null) return;
    const frame = this.whole();
    if (frame !== null) {
      this.waiting = null;
      waiting.resolve(frame);
    } else if (this.ended !== null) {
      this.waiting = null;
      waiting.reject(this.ended);
    }
  }

  private whole(): Uint8Array | null {
    try {
      return this.reader.next();
    } catch (error) {
      this.ended ??= error instanceof Error ? error : new Error(String(error));
      this.socket.destroy();
      return null;
    }
  }
}
