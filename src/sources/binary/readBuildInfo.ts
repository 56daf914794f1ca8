import type { BuildInfo } from '../../shared/model/process/buildInfo';
import { BinaryFile } from './binaryFile';
import type { BinaryLayout, FileRange } from './binaryFile';
import { elfLayout, gnuBuildId } from './elfLayout';
import { machoLayout } from './machoLayout';
import { parseModuleText } from './parseModuleText';
import { peLayout } from './peLayout';

const magic = Buffer.from('\xff Go buildinf:', 'latin1');
const headerBytes = 32;
/** The linker puts it near the beginning (go: src/cmd/link/internal/ld/data.go, buildinfo). */
const maxSearchBytes = 1024 * 1024;
const maxTextBytes = 2 * 1024 * 1024;
const maxNoteBytes = 64 * 1024;

/**
 * The build info of a Go program in ELF, Mach-O or PE form, as debug/buildinfo reads it. Null for anything else, also for
 * programs of Go before 1.18, which keep it behind pointers, and for files this user may not read. Never throws; reads some
 * kilobytes, and at most a few megabytes of a file that lies.
 */
export async function readBuildInfo(path: string): Promise<BuildInfo | null> {
  try {
    return await BinaryFile.with(path, readFrom);
  } catch {
    return null;
  }
}

async function readFrom(file: BinaryFile): Promise<BuildInfo | null> {
  const layout = await readLayout(file);
  if (layout === null || layout.buildInfo === null) return null;
  const at = await findMagic(file, layout.buildInfo);
  if (at === null) return null;
  const header = await file.read({ offset: at, size: headerBytes });
  const inline = ((header[15] ?? 0) & 2) !== 0;
  if (!inline) return null;
  const version = await readText(file, at + headerBytes);
  if (version === null || version.text.length === 0) return null;
  const modules = await readText(file, version.end);
  return {
    goVersion: version.text.toString('utf8'),
    ...parseModuleText(withoutMarks(modules?.text ?? Buffer.alloc(0))),
    gnuBuildId: await readGnuBuildId(file, layout),
  };
}

async function readLayout(file: BinaryFile): Promise<BinaryLayout | null> {
  const ident = await file.read({ offset: 0, size: 16 });
  const start = ident.toString('latin1', 0, 4);
  if (start === '\x7fELF') return elfLayout(file, ident);
  if (start.startsWith('MZ')) return peLayout(file);
  if (/^(\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe)$/.test(start)) return machoLayout(file, ident);
  return null;
}

/** Every 16 bytes, in the section or the start of the data. */
async function findMagic(file: BinaryFile, { offset, size }: FileRange): Promise<number | null> {
  const data = await file.read({ offset, size: Math.min(size, maxSearchBytes) });
  for (let at = data.indexOf(magic); at >= 0; at = data.indexOf(magic, at + 1)) {
    if ((offset + at) % 16 === 0) return offset + at;
  }
  return null;
}

/** A string with its length before it as a varint. */
async function readText(file: BinaryFile, offset: number): Promise<{ text: Buffer; end: number } | null> {
  const head = await file.read({ offset, size: 5 });
  let length = 0;
  for (const [index, byte] of head.entries()) {
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte >= 0x80) continue;
    if (length > maxTextBytes) return null;
    const start = offset + index + 1;
    const text = await file.read({ offset: start, size: length });
    return text.length === length ? { text, end: start + length } : null;
  }
  return null;
}

/** The module text stands between marks of 16 bytes (go: src/cmd/go/internal/modload/build.go, infoStart and infoEnd). */
function withoutMarks(text: Buffer): string {
  return text.length >= 33 && text[text.length - 17] === 0x0a ? text.toString('utf8', 16, text.length - 16) : '';
}

async function readGnuBuildId(file: BinaryFile, { notes, littleEndian }: BinaryLayout): Promise<string | null> {
  for (const { offset, size } of notes) {
    const id = gnuBuildId(await file.read({ offset, size: Math.min(size, maxNoteBytes) }), littleEndian);
    if (id !== null) return id;
  }
  return null;
}
