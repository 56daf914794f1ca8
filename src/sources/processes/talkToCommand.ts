import { spawn } from 'node:child_process';
import type { Disposable } from '../../shared/base/disposable';
import { leadsGroup, ownGroup } from './processGroup';
import { withAbsolutePath } from './programPath';

/** A program that is told lines and answers in lines. Disposing closes its input, and ends what is left of it two seconds later. */
export interface TalkedTo extends Disposable {
  send(line: string): void;
}

export interface Hearing {
  /** Bytes; of a longer line nothing is heard, and the program is ended. */
  readonly longestLine: () => number;
  readonly line: (text: string) => void;
  /** Once, when it has ended, or could not be started. @param complaint the end of what it wrote to standard error, or why it did not start */
  readonly ended: (complaint: string) => void;
}

/** Of standard error: the last lines tell why. */
const keptComplaint = 1000;

const graceMillis = 2_000;

/** Starts a program without a shell, in this process's own folder, as the leader of a group of its own. */
export function talkToCommand(program: string, args: readonly string[], hearing: Hearing): TalkedTo {
  const options = { cwd: process.cwd(), env: withAbsolutePath(process.env), detached: leadsGroup, windowsHide: true };
  const child = spawn(program, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  const group = child.pid === undefined ? null : ownGroup(child.pid);
  let complaint = '';
  let isOver = false;
  const over = (why: string) => {
    if (isOver) return;
    isOver = true;
    void group?.end();
    hearing.ended(why);
  };
  child.once('error', (error) => over(error.message));
  child.once('close', () => over(complaint.trim()));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-keptComplaint)));
  // Who has ended reads no more: that it has is heard of by itself.
  child.stdin.on('error', () => undefined);
  const lines = new Lines(hearing.longestLine, hearing.line);
  child.stdout.on('data', (chunk: Buffer) => {
    if (!isOver && !lines.take(chunk)) over(`it wrote a line of more than ${hearing.longestLine()} bytes`);
  });
  return {
    send: (line) => void child.stdin.write(`${line}\n`),
    dispose() {
      child.stdin.end();
      setTimeout(() => void group?.end(), graceMillis).unref();
    },
  };
}

/** Joined once a line is whole: an answer may come in thousands of pieces. */
class Lines {
  private readonly longest: () => number;
  private readonly hear: (line: string) => void;
  private pieces: Buffer[] = [];
  private bytes = 0;

  constructor(longest: () => number, hear: (line: string) => void) {
    this.longest = longest;
    this.hear = hear;
  }

  /** False where a line became too long. */
  take(chunk: Buffer): boolean {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...this.pieces, chunk.subarray(from, end)]).toString('utf8');
      this.pieces = [];
      this.bytes = 0;
      from = end + 1;
      this.hear(line);
    }
    this.pieces.push(chunk.subarray(from));
    this.bytes += chunk.length - from;
    return this.bytes <= this.longest();
  }
}
