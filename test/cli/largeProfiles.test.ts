import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../src/decode/go/goDecoder';
import { directViewers } from '../../src/engine/profiles/viewers';
import { goViewer } from '../../src/runtimes/goViews';
import { leastParted } from '../../src/shared/model/partedBytes';
import { wholeScope } from '../../src/shared/model/views/viewScope';
import { generateGoHeapProfile } from '../support/go/goProfileGenerator';
import { leaklens, leaklensJson } from './harness';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-large-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const message = generateGoHeapProfile({ samples: 45_000, depth: 60, locations: 5_000, functions: 400 });
const plain = join(folder, 'large.pb');
const packed = join(folder, 'large.pb.gz');
writeFileSync(plain, message);
writeFileSync(packed, gzipSync(message));

/** Decodes nothing as a whole: what is large must not come to it. */
const inPartsAlone = {
  parts: {
    decoder: { ...createGoDecoder(), profile: () => expect.fail('decoded as a whole') },
  },
};

describe('a large profile', () => {
  it('is large', () => {
    expect(readFileSync(plain).length).toBeGreaterThan(leastParted);
    expect(readFileSync(packed).length).toBeGreaterThan(leastParted);
  });

  it.each([plain, packed])('is decoded while it is read, to the same: %s', async (path) => {
    const { out, error, status } = await leaklens(['top', path], inPartsAlone);
    expect([status, error]).toEqual([0, '']);
    expect(out).toContain('Showing');
    expect(await leaklensJson(['top', path], inPartsAlone)).toEqual(await leaklensJson(['top', plain]));
  });

  it('that is damaged says so as one does that is read as a whole', async () => {
    const cut = join(folder, 'cut.pb.gz');
    writeFileSync(cut, readFileSync(packed).subarray(0, -100));
    const { status, error } = await leaklens(['top', cut]);
    expect(status).not.toBe(0);
    expect(error).toContain('ends early');
  });

  it('opens in the editor in the same way', async () => {
    const viewer = directViewers(goViewer)('profile');
    const signal = new AbortController().signal;
    await viewer.open({ bytes: readFileSync(packed), subject: packed }, null, signal);
    const ask = { sort: 'flat', descending: true, filter: '', first: 0, count: 30, copy: 'none' } as const;
    const answer = await viewer.answer({ view: 'top', scope: wholeScope, ask }, signal);
    const { rows } = (await leaklensJson(['top', plain])) as { readonly rows: readonly { readonly flat: number }[] };
    expect(answer.view === 'top' && [...answer.window.flat]).toEqual(rows.slice(0, 30).map(({ flat }) => flat));
    viewer.dispose();
  });
});
