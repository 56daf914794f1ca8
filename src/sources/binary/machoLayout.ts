import type { BinaryFile, BinaryLayout, FileRange } from './binaryFile';
import { Fields } from './fields';

const maxCommandBytes = 1024 * 1024;
const maxCommands = 4096;

/** Segments and their sections of each word size (macOS: mach-o/loader.h, LC_SEGMENT and LC_SEGMENT_64). */
const places = {
  32: { command: 0x1, header: 28, fileOffset: 32, fileSize: 36, sections: 56, sectionSize: 68, size: 36, offset: 40 },
  64: { command: 0x19, header: 32, fileOffset: 40, fileSize: 48, sections: 72, sectionSize: 80, size: 40, offset: 48 },
} as const;

/** A program of one architecture. @param ident the first bytes of the file */
export async function machoLayout(file: BinaryFile, ident: Buffer): Promise<BinaryLayout> {
  const littleEndian = ident[1] === 0xfa;
  const bits = ident[littleEndian ? 0 : 3] === 0xcf ? 64 : 32;
  const place = places[bits];
  const head = new Fields(await file.read({ offset: 0, size: 32 }), littleEndian);
  const size = Math.min(head.u32(20), maxCommandBytes);
  const commands = new Fields(await file.read({ offset: place.header, size }), littleEndian);
  let data: FileRange | null = null;
  for (let at = 0, index = 0; at + 8 <= size && index < Math.min(head.u32(16), maxCommands); index += 1) {
    const commandSize = commands.u32(at + 4);
    if (commands.u32(at) === place.command) {
      const section = findSection(commands, at, bits);
      if (section !== null) return { buildInfo: section, notes: [], littleEndian };
      if (commands.text(at + 8, 16) === '__DATA') {
        data ??= {
          offset: word(commands, bits, at + place.fileOffset),
          size: word(commands, bits, at + place.fileSize),
        };
      }
    }
    if (commandSize < 8) break;
    at += commandSize;
  }
  return { buildInfo: data, notes: [], littleEndian };
}

function findSection(commands: Fields, segment: number, bits: 32 | 64): FileRange | null {
  const place = places[bits];
  const count = Math.min(commands.u32(segment + place.sections - 8), 256);
  for (let index = 0; index < count; index += 1) {
    const at = segment + place.sections + index * place.sectionSize;
    if (commands.text(at, 16) === '__go_buildinfo') {
      return { offset: commands.u32(at + place.offset), size: word(commands, bits, at + place.size) };
    }
  }
  return null;
}

function word(fields: Fields, bits: 32 | 64, at: number): number {
  return bits === 64 ? fields.u64(at) : fields.u32(at);
}
