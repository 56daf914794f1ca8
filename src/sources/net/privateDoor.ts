import { randomBytes, timingSafeEqual } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import type { Duplex } from 'node:stream';
import { LeakLensError } from '../../shared/model/errors';
import type { PrivateDoor } from '../../shared/ports/agentDoor';
import { makeTemporaryFolder } from '../base/temporaryFolder';

/** Who says nothing is no program of ours. */
const longestSilenceMillis = 5_000;

/**
 * Listens at a socket in a folder that only this person may enter, for programs that know the secret; on Windows at a pipe, where the
 * secret alone tells. @param accept gets each connection whose first line was the secret. @throws LeakLensError `network`
 */
export async function openPrivateDoor(accept: (stream: Duplex) => void): Promise<PrivateDoor> {
  const folder = process.platform === 'win32' ? null : await makeTemporaryFolder('door');
  const path =
    folder === null ? `\\\\.\\pipe\\leaklens-${randomBytes(8).toString('hex')}` : join(folder, 'engine.sock');
  const secret = randomBytes(24).toString('base64url');
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    // Whoever is at the other end may go away at any moment; its connection ends with it.
    socket.on('error', () => socket.destroy());
    greet(socket, secret, accept);
  });
  await listening(server, path);
  const dispose = () => {
    server.close();
    for (const socket of open) socket.destroy();
    if (folder !== null) rm(folder, { recursive: true, force: true }).catch(() => undefined);
  };
  return { address: { path, secret }, dispose };
}

async function listening(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new LeakLensError({ kind: 'network', subject: path, detail: error.message }, error)),
    );
    server.listen(path, resolve);
  });
}

/** Reads the first line, and leaves what follows to whom it accepts. */
function greet(socket: Socket, secret: string, accept: (stream: Duplex) => void): void {
  const expected = Buffer.from(`${secret}\n`);
  const silence = setTimeout(() => socket.destroy(), longestSilenceMillis);
  socket.once('close', () => clearTimeout(silence));
  // By hand, since a stream that was paused once does not flow again by itself.
  const hear = () => {
    const said = socket.read(expected.length) as Buffer | null;
    if (said === null) return;
    clearTimeout(silence);
    socket.off('readable', hear);
    if (said.length === expected.length && timingSafeEqual(said, expected)) accept(socket);
    else socket.destroy();
  };
  socket.on('readable', hear);
}
