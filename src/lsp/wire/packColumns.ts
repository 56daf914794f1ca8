import type { PackedColumn } from '../../shared/wires/packedColumns';

/** An answer as JSON can carry it: its columns, of which it is made for the most part, as Base64 of their bytes. */
export function packColumns(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return { column: value.constructor.name, base64: bytes.toString('base64') } satisfies PackedColumn;
  }
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, packColumns(field)]));
}
