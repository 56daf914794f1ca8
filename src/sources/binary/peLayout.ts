import type { BinaryFile, BinaryLayout } from './binaryFile';
import { Fields } from './fields';

const sectionBytes = 40;
const maxSections = 96;

/** Initialised data that can be read and written, whatever its alignment (go: src/debug/buildinfo/buildinfo.go, peExe.DataStart). */
const dataFlags = 0xc000_0040;
const alignmentFlags = 0x00f0_0000;

export async function peLayout(file: BinaryFile): Promise<BinaryLayout> {
  const dos = new Fields(await file.read({ offset: 0, size: 64 }), true);
  const start = dos.u32(0x3c);
  const head = new Fields(await file.read({ offset: start, size: 24 }), true);
  const layout: BinaryLayout = { buildInfo: null, notes: [], littleEndian: true };
  if (head.text(0, 4) !== 'PE') return layout;
  const count = Math.min(head.u16(6), maxSections);
  const offset = start + 24 + head.u16(20);
  const table = new Fields(await file.read({ offset, size: count * sectionBytes }), true);
  for (let at = 0; at < count * sectionBytes; at += sectionBytes) {
    const range = { offset: table.u32(at + 20), size: table.u32(at + 16) };
    const isData = (table.u32(at + 36) & ~alignmentFlags) >>> 0 === dataFlags;
    if (isData && table.u32(at + 12) !== 0 && range.size > 0) return { ...layout, buildInfo: range };
  }
  return layout;
}
