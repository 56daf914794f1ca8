// Files that are not what their names say: each would keep a careless reader busy, or show what is not its business.
import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** What stands at a path in place of a file, by name. */
export const hostile: Readonly<Record<string, (path: string) => void | Promise<void>>> = {
  'a link to a page table, which says 0 bytes and does not end': (path) => symlinkSync('/proc/self/pagemap', path),
  'a link to a short file of the kernel': (path) => symlinkSync('/proc/self/status', path),
  'a link to a file of a device driver': (path) => symlinkSync('/sys/devices/system/cpu/online', path),
  'a link to a device that does not end': (path) => symlinkSync('/dev/zero', path),
  'a link to another that does not': (path) => symlinkSync('/dev/urandom', path),
  'a link to itself': (path) => symlinkSync(path, path),
  'a pipe': (path) => void execFileSync('mkfifo', [path]),
  'a socket': socketAt,
  'a file of 64 GB that takes no space': (path) => sparseAt(path, 64 * 2 ** 30),
};

/** A file with a size and nothing else. */
export function sparseAt(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  ftruncateSync(file, bytes);
  closeSync(file);
}

async function socketAt(path: string): Promise<void> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(path, resolve));
}
