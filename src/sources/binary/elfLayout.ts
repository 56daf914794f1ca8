import type { BinaryFile, BinaryLayout, FileRange } from './binaryFile';
import { Fields } from './fields';

const maxHeaders = 4096;
const maxNameBytes = 256 * 1024;

/** Where the numbers stand in the headers of each word size (man 5 elf). */
const places = {
  32: {
    shoff: 32,
    shentsize: 46,
    sectionOffset: 16,
    sectionSize: 20,
    phoff: 28,
    phentsize: 42,
    segmentFlags: 24,
    segmentOffset: 4,
    segmentSize: 16,
  },
  64: {
    shoff: 40,
    shentsize: 58,
    sectionOffset: 24,
    sectionSize: 32,
    phoff: 32,
    phentsize: 54,
    segmentFlags: 4,
    segmentOffset: 8,
    segmentSize: 32,
  },
} as const;

interface Elf {
  readonly file: BinaryFile;
  readonly head: Fields;
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
}

/** @param ident the first bytes of the file */
export async function elfLayout(file: BinaryFile, ident: Buffer): Promise<BinaryLayout> {
  const littleEndian = ident[5] !== 2;
  const bits = ident[4] === 1 ? 32 : 64;
  const elf: Elf = {
    file,
    head: new Fields(await file.read({ offset: 0, size: 64 }), littleEndian),
    bits,
    littleEndian,
  };
  const sections = await readSections(elf);
  const segments = await readSegments(elf);
  const named = sections.find(({ name }) => name === '.go.buildinfo');
  const noteSections = sections.filter(({ type }) => type === 7);
  const notes = noteSections.length > 0 ? noteSections : segments.filter(({ type }) => type === 4);
  return { buildInfo: named ?? segments.find(isWritableData) ?? null, notes: notes.slice(0, 16), littleEndian };
}

interface Section extends FileRange {
  readonly name: string;
  readonly type: number;
}

async function readSections({ file, head, bits, littleEndian }: Elf): Promise<readonly Section[]> {
  const place = places[bits];
  const entrySize = head.u16(place.shentsize);
  const count = Math.min(head.u16(place.shentsize + 2), maxHeaders);
  const nameSection = head.u16(place.shentsize + 4);
  const table = new Fields(
    await file.read({ offset: word(head, bits, place.shoff), size: entrySize * count }),
    littleEndian,
  );
  const range = (index: number): FileRange => ({
    offset: word(table, bits, index * entrySize + place.sectionOffset),
    size: word(table, bits, index * entrySize + place.sectionSize),
  });
  const { offset, size } = range(nameSection);
  const names = new Fields(await file.read({ offset, size: Math.min(size, maxNameBytes) }), littleEndian);
  return Array.from({ length: count }, (_, index) => ({
    ...range(index),
    name: names.text(table.u32(index * entrySize), 64),
    type: table.u32(index * entrySize + 4),
  }));
}

interface Segment extends FileRange {
  readonly type: number;
  readonly flags: number;
}

async function readSegments({ file, head, bits, littleEndian }: Elf): Promise<readonly Segment[]> {
  const place = places[bits];
  const entrySize = head.u16(place.phentsize);
  const count = Math.min(head.u16(place.phentsize + 2), maxHeaders);
  const table = new Fields(
    await file.read({ offset: word(head, bits, place.phoff), size: entrySize * count }),
    littleEndian,
  );
  return Array.from({ length: count }, (_, index) => ({
    type: table.u32(index * entrySize),
    flags: table.u32(index * entrySize + place.segmentFlags),
    offset: word(table, bits, index * entrySize + place.segmentOffset),
    size: word(table, bits, index * entrySize + place.segmentSize),
  }));
}

/** PT_LOAD that can be written and not executed, as in go: src/debug/buildinfo/buildinfo.go, elfExe.DataStart. */
function isWritableData({ type, flags }: Segment): boolean {
  return type === 1 && (flags & 3) === 2;
}

function word(fields: Fields, bits: 32 | 64, at: number): number {
  return bits === 64 ? fields.u64(at) : fields.u32(at);
}

/** NT_GNU_BUILD_ID in hexadecimal, from notes of the form name size, description size, type, name, description. */
export function gnuBuildId(notes: Buffer, littleEndian: boolean): string | null {
  const fields = new Fields(notes, littleEndian);
  for (let at = 0; at + 12 <= notes.length;) {
    const nameSize = fields.u32(at);
    const size = fields.u32(at + 4);
    const from = at + 12 + aligned(nameSize);
    if (fields.u32(at + 8) === 3 && nameSize === 4 && fields.text(at + 12, 4) === 'GNU' && size <= 64) {
      return notes.subarray(from, from + size).toString('hex');
    }
    at = from + aligned(size);
  }
  return null;
}

function aligned(size: number): number {
  return Math.ceil(size / 4) * 4;
}
