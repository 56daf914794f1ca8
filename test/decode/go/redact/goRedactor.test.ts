// What a redaction takes out, and that everything that is measured stays.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import { goRedactor as redactor } from '../../../../src/decode/go/goRedactor';
import type { GoroutineDump } from '../../../../src/shared/model/go/goroutine';
import { hasPprof, pprofTop } from '../../../support/go/goPprof';
import { encodeProfile, readWithProtobufjs } from '../../../support/profiles/profileEncoder';

const fixtures = join(import.meta.dirname, '../../../fixtures/profiles');
const decoder = createGoDecoder();
const fixture = (name: string) => readFileSync(join(fixtures, name));
const dumps = readdirSync(fixtures).filter((name) => /^goroutine.*\.txt$/.test(name));
const profiles = readdirSync(fixtures).filter((name) => name.endsWith('.pb.gz'));

function redactedText(text: string) {
  const { bytes, counts } = redactor.file('goroutine.txt', Buffer.from(text));
  return { text: Buffer.from(bytes).toString(), counts };
}

const dump = (body: string) => `goroutine 7 [chan receive, 5 minutes]:\n${body}\n`;
const place = '\t/src/shop/queue.go:12 +0x1d';

describe('the arguments of a call', () => {
  it.each([
    ['main.f(0xc000012345)', 'main.f(_)'],
    ['main.(*T).M(0xc000012345, {0x4a5b6c, 0x9}, ...)', 'main.(*T).M(_)'],
    ['main.f[...](0x1?)', 'main.f[...](_)'],
    ['main.f.func1({0x736563726574, 0x6})', 'main.f.func1(_)'],
    ['main.f(...)', 'main.f(...)'],
    ['main.f()', 'main.f()'],
    ['panic({0x4a5b6c?, 0xc000012345?})', 'panic(_)'],
    ['crosscall2', 'crosscall2'],
    ['created by main.serve in goroutine 1', 'created by main.serve in goroutine 1'],
    ['non-Go function at pc=4a5b6c', 'non-Go function at pc=4a5b6c'],
  ])('of %s are %s', (given, kept) => {
    expect(redactedText(dump(`${given}\n${place}`)).text).toBe(dump(`${kept}\n${place}`));
  });

  it('are counted', () => {
    const calls = `main.f(0x1)\n${place}\nmain.g()\n${place}\nmain.h({0x1, 0x2})\n${place}`;
    expect(redactedText(dump(calls)).counts).toEqual({ calls: 2, labels: 0, accounts: 0, remarks: 0 });
  });
});

describe('the value of a label', () => {
  it.each([
    ['Go 1.26', 'goroutine 7 [select labels:{"tenant": "acme", "path": "/}]:"}]:'],
    ['Go 1.27', 'goroutine 7 [select] {tenant: acme, path: "/}:"}:'],
  ])('is gone from a header of %s, its name stays', (_, header) => {
    const { text, counts } = redactedText(`${header}\nmain.f()\n${place}\n`);
    expect(text).not.toMatch(/acme|\/}/);
    expect(counts.labels).toBe(2);
    const [group] = decoder.goroutineDump(Buffer.from(text), '').groups;
    expect(group).toMatchObject({ state: 'select', labels: { tenant: 'redacted', path: 'redacted' } });
  });

  it('is gone from a header with labels that nobody can read', () => {
    const { text } = redactedText(`goroutine 7 [select labels:{"tenant" = acme}]:\nmain.f()\n${place}\n`);
    expect(text).toBe(`goroutine 7 [select]:\nmain.f()\n${place}\n`);
  });

  it('is gone from a text of counts', () => {
    const text = `goroutine profile: total 2\n2 @ 0x47\n# labels: {"tenant":"acme"}\n#\t0x46\tmain.f+0x1\t/home/anna/f.go:9\n\n`;
    const redacted = redactedText(text);
    expect(redacted.text).toBe(
      text.replace('{"tenant":"acme"}', '{"tenant": "redacted"}').replace('/home/anna/', '/home/user/'),
    );
    expect(redacted.counts).toEqual({ calls: 0, labels: 1, accounts: 1, remarks: 0 });
  });

  it('is gone from a profile, and from its table of strings', () => {
    const stringTable = ['', 'samples', 'count', 'main.f', '/home/anna/shop/f.go', 'tenant', 'acme', 'bytes', 'user'];
    stringTable.push('built by anna', 'https://acme.example', 'leftover');
    const message = encodeProfile({
      stringTable,
      sampleType: [{ type: 1, unit: 2 }],
      sample: [
        {
          locationId: [1],
          value: [3],
          label: [
            { key: 5, str: 6 },
            { key: 7, num: 48, numUnit: 7 },
          ],
        },
        // A label whose value is the name of a function, and one whose number is not a size.
        {
          locationId: [1],
          value: [4],
          label: [
            { key: 5, str: 3 },
            { key: 8, num: 4711 },
          ],
        },
      ],
      location: [{ id: 1, address: 9, line: [{ functionId: 1, line: 12 }] }],
      function: [{ id: 1, name: 3, systemName: 3, filename: 4, startLine: 10 }],
      comment: [9],
      docUrl: 10,
      timeNanos: 5,
    });
    const { bytes, counts } = redactor.file('goroutine.pb.gz', gzipSync(message));
    const { sample, stringTable: strings, comment, ...rest } = readWithProtobufjs(bytes);
    expect(strings).toEqual([
      '',
      'samples',
      'count',
      'main.f',
      '/home/user/shop/f.go',
      'tenant',
      '',
      'bytes',
      'user',
      '',
      '',
      '',
      'redacted',
    ]);
    const labels = sample.map(({ label }) =>
      label?.map(({ key, str, num }) => [strings[Number(key)], strings[Number(str)], num]),
    );
    expect(labels).toEqual([
      [
        ['tenant', 'redacted', 0n],
        ['bytes', '', 48n],
      ],
      [
        ['tenant', 'redacted', 0n],
        ['user', 'redacted', 0n],
      ],
    ]);
    expect(comment).toEqual([]);
    expect(rest.docUrl).toBe(0n);
    expect(rest.timeNanos).toBe(5n);
    expect(counts).toEqual({ calls: 0, labels: 3, accounts: 1, remarks: 2 });
  });
});

describe('the name of an account', () => {
  it.each([
    ['/home/anna/shop/queue.go', '/home/user/shop/queue.go'],
    ['/Users/anna.b/go/pkg/mod/x@v1/x.go', '/Users/user/go/pkg/mod/x@v1/x.go'],
    ['C:/Users/Anna B/shop/queue.go', 'C:/Users/user/shop/queue.go'],
    ['c:\\Users\\anna\\queue.go', 'c:\\Users\\user\\queue.go'],
    ['/root/shop/queue.go', '/root/shop/queue.go'],
    ['/home/queue.go', '/home/queue.go'],
    ['example.com/home/page/queue.go', 'example.com/home/user/queue.go'],
  ])('is gone from %s, the path below it stays', (path, kept) => {
    expect(redactedText(dump(`main.f()\n\t${path}:12 +0x1d`)).text).toBe(dump(`main.f()\n\t${kept}:12 +0x1d`));
  });
});

describe('what is no part of a profile', () => {
  it('goes from a text', () => {
    const secret = 'panic: password=hunter2';
    const { text, counts } = redactedText(`${secret}\n${dump(`main.f()\n${place}`)}\n${secret}\n`);
    expect(text).toBe(`${dump(`main.f()\n${place}`)}\n`);
    expect(counts.remarks).toBe(2);
  });

  it('is refused as a whole where the format is not understood', () => {
    const answer = Buffer.from('<html>password=hunter2</html>');
    expect(() => redactor.file('heap.pb.gz', answer)).toThrow(/cannot be redacted/);
  });
});

/** A dump as its groups, labels and paths of accounts apart. */
function shape({ total, truncated, groups }: GoroutineDump) {
  return {
    total,
    truncated,
    groups: groups.map(({ labels, ...group }) => ({ ...group, labels: Object.keys(labels) })),
  };
}

describe('a redacted file', () => {
  it.each(dumps)('%s has the same goroutines, states, ages, stacks and creators', (name) => {
    const { bytes } = redactor.file('goroutine.txt', fixture(name));
    expect(Buffer.from(bytes).toString()).not.toMatch(/^[^\t].*\((?!_\)|\)|\.\.\.\))[^()]*\)$/m);
    const before = shape(decoder.goroutineDump(fixture(name), name));
    const after = shape(decoder.goroutineDump(bytes, name));
    expect(after.total).toBe(before.total);
    expect(after.truncated).toBe(before.truncated);
    const keys = ({ groups }: typeof before) =>
      groups.flatMap(({ count, ...group }) => Array<string>(count).fill(JSON.stringify(group))).sort();
    const anonymous = keys(before).map((key) => key.replace(/(\/home\/)[^/]+(?=\/)/g, '$1user'));
    expect(keys(after)).toEqual(anonymous);
  });

  it.each(readdirSync(fixtures).filter((name) => /^heap.*debug1\.txt$/.test(name)))(
    '%s has the same memory',
    (name) => {
      const { bytes } = redactor.file('heap.txt', fixture(name));
      expect(decoder.memoryStatistics(bytes, name)).toEqual(decoder.memoryStatistics(fixture(name), name));
      expect(decoder.profile(bytes, name).samples).toEqual(decoder.profile(fixture(name), name).samples);
    },
  );

  it.each(profiles)('%s has the same samples', (name) => {
    const { bytes } = redactor.file('heap.pb.gz', fixture(name));
    const [before, after] = [decoder.profile(fixture(name), name), decoder.profile(bytes, name)];
    expect(after.samples.values).toEqual(before.samples.values);
    expect(after.samples.stackLocations).toEqual(before.samples.stackLocations);
    expect(after.locations).toEqual(before.locations);
    expect(after.samples.labels.strings.every((text) => text === 0 || after.strings.at(text) === 'redacted')).toBe(
      true,
    );
  });

  it.skipIf(!hasPprof()).each(profiles.filter((name) => !name.includes('delta')))(
    '%s opens in `go tool pprof` with the same totals',
    (name) => {
      const folder = mkdtempSync(join(tmpdir(), 'leaklens-redacted-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const file = join(folder, name);
      writeFileSync(file, gzipSync(redactor.file('heap.pb.gz', fixture(name)).bytes));
      const { sampleTypes } = decoder.profile(fixture(name), name);
      for (const [sample, { unit }] of sampleTypes.entries()) {
        const question = { sample, unit };
        expect(pprofTop({ ...question, file })).toEqual(pprofTop({ ...question, file: join(fixtures, name) }));
      }
    },
  );

  it('is the same when it is redacted again', () => {
    for (const name of [...dumps, ...profiles]) {
      const kind = name.endsWith('.txt') ? 'goroutine.txt' : 'heap.pb.gz';
      const once = redactor.file(kind, fixture(name));
      const twice = redactor.file(kind, once.bytes);
      expect({ name, counts: { ...twice.counts, labels: 0 } }).toEqual({
        name,
        counts: { calls: 0, labels: 0, accounts: 0, remarks: 0 },
      });
      if (name.endsWith('.txt')) expect(Buffer.from(twice.bytes).equals(once.bytes)).toBe(true);
    }
  });

  it('unpacks what a proxy packed', () => {
    const given = fixture('goroutine.debug2.txt');
    const plain = redactor.file('goroutine.txt', given).bytes;
    expect(redactor.file('goroutine.txt', gzipSync(given)).bytes).toEqual(plain);
    expect(gunzipSync(gzipSync(plain))).toEqual(Buffer.from(plain));
  });
});
