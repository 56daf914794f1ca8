import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../../src/decode/base/inflate';
import { problemOf } from '../../support/profiles/decodeFixtures';

const text = new TextEncoder().encode('goroutine profile: total 0\n'.repeat(100));

describe('inflate', () => {
  it('answers bytes that are not gzip as they are', () => {
    expect(inflate(text, 'heap')).toBe(text);
  });

  it('takes off every layer that services and proxies put on', () => {
    expect([...inflate(gzipSync(gzipSync(text)), 'heap')]).toEqual([...text]);
  });

  it('joins the members of a multi-member file', () => {
    const members = Buffer.concat([gzipSync(text.subarray(0, 50)), gzipSync(text.subarray(50))]);
    expect([...inflate(members, 'heap')]).toEqual([...text]);
  });

  it('leaves out zeros that fill a file up, and nothing else', () => {
    const padded = Buffer.concat([gzipSync(text), Buffer.alloc(512)]);
    expect([...inflate(padded, 'heap')]).toEqual([...text]);
    for (const more of [[0, 1], [7], [...gzipSync(text).subarray(0, 5)], [0, ...gzipSync(text)]]) {
      const followed = Buffer.concat([gzipSync(text), Uint8Array.from(more)]);
      expect(['unreadable', 'cut-off']).toContain(problemOf(() => inflate(followed, 'heap')).kind);
    }
  });

  it('reads a view into a larger buffer', () => {
    const zipped = gzipSync(text);
    const around = Buffer.concat([Buffer.alloc(7), zipped, Buffer.alloc(9)]);
    expect([...inflate(around.subarray(7, 7 + zipped.length), 'heap')]).toEqual([...text]);
  });

  it('calls a stream that ends early cut off, wherever it ends', () => {
    const zipped = gzipSync(text);
    for (let length = 2; length < zipped.length; length += 1) {
      expect(problemOf(() => inflate(zipped.subarray(0, length), 'heap')).kind).toBe('cut-off');
    }
  });

  it('refuses to unpack more than the cap, and names it', () => {
    expect(problemOf(() => inflate(gzipSync(text), 'heap', text.length - 1))).toMatchObject({
      kind: 'too-large',
      limit: text.length - 1,
    });
    expect(inflate(gzipSync(text), 'heap', text.length)).toHaveLength(text.length);
  });

  it('holds bytes that were never packed to the same cap', () => {
    expect(problemOf(() => inflate(text, 'heap', 10)).kind).toBe('too-large');
  });

  it('is not led astray by a false length in the trailer of a bomb', () => {
    const bomb = gzipSync(new Uint8Array(1 << 22));
    bomb.writeUInt32LE(5, bomb.length - 4);
    expect(problemOf(() => inflate(bomb, 'heap', 1 << 20)).kind).toBe('too-large');
  });

  it('reports a damaged stream', () => {
    const damaged = gzipSync(text);
    damaged[damaged.length - 6]! ^= 0xff;
    expect(problemOf(() => inflate(damaged, 'heap'))).toMatchObject({ kind: 'unreadable', subject: 'heap' });
  });

  it('gives up on a file that stays gzip layer after layer', () => {
    let nested: Uint8Array = text;
    for (let layer = 0; layer < 5; layer += 1) nested = gzipSync(nested);
    expect(problemOf(() => inflate(nested, 'heap')).kind).toBe('unreadable');
  });
});
