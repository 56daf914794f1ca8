import type { PackedColumn } from '../../../shared/wires/packedColumns';

const kinds = { Float64Array, Uint32Array, Uint8Array } as const;

/** An answer of the engine with its columns as typed arrays again, which is how the editor hands them to a webview best. */
export function unpackColumns(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value;
  if (isPacked(value)) return unpacked(value);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, unpackColumns(field)]));
}

function isPacked(value: object): value is PackedColumn {
  return 'column' in value && 'base64' in value && typeof value.base64 === 'string';
}

function unpacked({ column, base64 }: PackedColumn): unknown {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  const kind = kinds[column as keyof typeof kinds];
  return new kind(bytes.buffer);
}
