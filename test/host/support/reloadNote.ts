// What the tests before a reload tell the tests after it. The extension host between them ends, and its memory with it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Beside the results of this run, so that two runs at once do not read each other's notes. */
function noteFile(about: string): string {
  const results = process.env['LEAKLENS_TEST_RESULTS'];
  return join(results === undefined ? tmpdir() : dirname(results), `leaklens-reload-note-${about}`);
}

/** @param about tells apart the notes of several tests */
export async function leaveNote(text: string, about = 'port'): Promise<void> {
  await mkdir(dirname(noteFile(about)), { recursive: true });
  await writeFile(noteFile(about), text);
}

export async function readNote(about = 'port'): Promise<string> {
  return readFile(noteFile(about), 'utf8');
}
