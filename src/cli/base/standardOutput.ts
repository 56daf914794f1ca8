import type { Terminal } from './cliParts';
import { OutputError } from './outputError';

/** What of a process the answer is written with. */
export interface OutputProcess {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly exit: (status: number) => void;
}

/**
 * Standard output and standard error. A piece counts as written when the system has taken it, so that an answer of which a part is
 * lost never ends with status 0. A reader that has seen enough, such as head, closes the pipe: that is no failure, and the program
 * ends there and then.
 */
export function standardOutput({ stdout, stderr, exit }: OutputProcess): Pick<Terminal, 'write' | 'writeError'> {
  const end = (error: unknown) => {
    if (isClosedPipe(error)) exit(0);
  };
  // Whoever writes is told, too; without listeners the process would end in the middle with words for nobody.
  stdout.on('error', end);
  stderr.on('error', () => undefined);
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        stdout.write(text, (error) => {
          if (error === null || error === undefined) resolve();
          else if (isClosedPipe(error)) end(error);
          else reject(new OutputError(error));
        });
      }),
    writeError: (text) => stderr.write(text),
  };
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
