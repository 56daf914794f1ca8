// What the tests before a reload tell the tests after it. The extension host between them ends, and its memory with it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Beside the results of this run, so that two runs at once do not read each other's notes. */
function noteFile(): string {
  const results = process.env['LEAKLENS_TEST_RESULTS'];
  return results === undefined ? join(tmpdir(), 'leaklens-reload-note') : join(dirname(results), 'reload-note');
}

export async function leaveNote(text: string): Promise<void> {
  await mkdir(dirname(noteFile()), { recursive: true });
  await writeFile(noteFile(), text);
}

export async function readNote(): Promise<string> {
  return readFile(noteFile(), 'utf8');
}
