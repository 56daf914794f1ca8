// Inputs of every format with a hostile text in one field after the other.
import type { CorpusFile } from '../fuzz/corpus';
import { encodeProfile, type PlainProfile } from '../profiles/profileEncoder';

/** What steers a terminal, hides, turns round, breaks lines, and is read as HTML, Markdown, an icon or a link that runs a command. */
export const hostileText =
  '\u001b[2J\u009b31m\u0007\u007f\u202e\u2066\u200b\u200e\u061c\u{e0041}\u3164\u2028\u0085<img src=x onerror=a()>' +
  '[a](command:x)![i](https://e.example/p)`c`**d**|$(zap) https://e.example www.e.example @all #1 :bug:';

/** The names of the string fields of profile.proto, each at its index of the table. */
const fields = [
  '',
  'type of samples',
  'unit of samples',
  'type of the period',
  'unit of the period',
  'main.function',
  'system.name',
  '/ws/file.go',
  '/bin/mapping',
  'build id',
  'label',
  'value of a label',
  'number',
  'unit of a number',
  'comment',
  'https://example.com/doc',
  'drop.frames',
  'keep.frames',
  'main.inlined',
] as const;

const [, type, unit, periodType, periodUnit, name, systemName, filename, mapping, buildId] = fields.keys();
const message: PlainProfile = {
  sampleType: [{ type: type!, unit: unit! }],
  periodType: { type: periodType!, unit: periodUnit! },
  period: 1,
  sample: [
    { locationId: [1], value: [7], label: [{ key: 10, str: 11 }] },
    { locationId: [2, 1], value: [1_000_000], label: [{ key: 12, num: 64, numUnit: 13 }] },
    { locationId: [3], value: [3], label: [] },
  ],
  mapping: [{ id: 1, memoryStart: 0x1000, memoryLimit: 0x9000, filename: mapping!, buildId: buildId! }],
  location: [
    {
      id: 1,
      mappingId: 1,
      address: 0x1100,
      line: [
        { functionId: 2, line: 4 },
        { functionId: 1, line: 21 },
      ],
    },
    { id: 2, mappingId: 1, address: 0x1200, line: [{ functionId: 1, line: 22 }] },
    { id: 3, mappingId: 1, address: 0x1300 },
  ],
  function: [
    { id: 1, name: name!, systemName: systemName!, filename: filename!, startLine: 1 },
    { id: 2, name: 18, systemName: 18, filename: filename!, startLine: 1 },
  ],
  comment: [14],
  docUrl: 15,
  dropFrames: 16,
  keepFrames: 17,
  defaultSampleType: type!,
};

/** What a profile calls its samples decides what reads it. */
const kinds: readonly (readonly [type: string, unit: string])[] = [
  ['inuse_space', 'bytes'],
  ['goroutine', 'count'],
];

/** profile.proto with the text in one string field after the other, and in all. */
export function* hostileProfiles(text: string): Generator<readonly [what: string, bytes: Uint8Array]> {
  for (const [typeName, unitName] of kinds) {
    const table = fields.map((field, at) => (at === 1 ? typeName : at === 2 ? unitName : field));
    for (const at of table.keys())
      if (at > 0) yield [fields[at]!, encoded(table.map((one, row) => (row === at ? text : one)))];
    yield [`everything but ${typeName}`, encoded(table.map((one, row) => (row > 2 ? `${text}${row}` : one)))];
  }
}

function encoded(stringTable: readonly string[]): Uint8Array {
  return encodeProfile({ ...message, stringTable: [...stringTable] });
}

/** More words of a file are of the same kinds, and large files take their time. */
const mostWords = (bytes: number) => (bytes > 8_000 ? 4 : 20);

/** A text with a hostile word in the place of each of its words: as it is, and as JSON and Go would quote it. */
export function* hostileTexts(
  { bytes }: CorpusFile,
  text: string,
): Generator<readonly [what: string, bytes: Uint8Array]> {
  const original = Buffer.from(bytes).toString('utf8');
  const words = new Set(original.slice(0, 4_000).match(/[A-Za-z_/][\w./*()-]*[A-Za-z_)]/g));
  // JSON escapes line feeds, and a line of a text ends at one.
  const quoted = JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\x7f-\uffff]/g, (unit) => {
      return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  for (const word of [...words].slice(0, mostWords(bytes.length))) {
    for (const spelling of original.includes('"') ? [text, quoted] : [text]) {
      yield [word, new TextEncoder().encode(original.replace(word, () => spelling))];
    }
  }
}
