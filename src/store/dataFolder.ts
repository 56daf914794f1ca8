import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Where snapshots go when nobody names a folder: the XDG data folder (https://specifications.freedesktop.org/basedir-spec). */
export function dataFolder(): string {
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'leaklens');
}
