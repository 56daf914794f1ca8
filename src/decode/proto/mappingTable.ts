import type { Mapping, StringTable } from '../../shared/model/profile';
import { eachRow } from './outline';
import type { Extent } from './outline';
import { RowIndex } from './rowIndex';
import type { StringIndexReader } from './stringTable';
import type { WireReader } from './wireReader';

export interface MappingTable {
  readonly mappings: readonly Mapping[];
  readonly rows: RowIndex;
}

export function readMappings(
  reader: WireReader,
  extent: Extent,
  indices: StringIndexReader,
  strings: StringTable,
): MappingTable {
  const mappings: Mapping[] = [];
  const rows = new RowIndex(extent.rows);
  eachRow(reader, extent, (end) => {
    const start = reader.pos;
    const { id, ...mapping } = readMapping(reader, indices, strings, end);
    if (!rows.add(id)) throw reader.fail(`mapping id ${String(id)} is taken by an earlier mapping`, start);
    mappings.push(mapping);
  });
  return { mappings, rows };
}

function readMapping(
  reader: WireReader,
  indices: StringIndexReader,
  strings: StringTable,
  end: number,
): Mapping & { id: number | bigint } {
  const mapping = { id: 0 as number | bigint, memoryStart: 0n, memoryLimit: 0n, fileOffset: 0n, file: '', buildId: '' };
  while (reader.pos < end) {
    const tag = reader.tag();
    switch (tag >>> 3) {
      case 1:
        mapping.id = reader.id(tag, 'mapping id');
        break;
      case 2:
        mapping.memoryStart = reader.exactUnsigned(tag, 'mapping memory_start');
        break;
      case 3:
        mapping.memoryLimit = reader.exactUnsigned(tag, 'mapping memory_limit');
        break;
      case 4:
        mapping.fileOffset = reader.exactUnsigned(tag, 'mapping file_offset');
        break;
      case 5:
        mapping.file = strings.at(indices.read(tag, 'mapping filename'));
        break;
      case 6:
        mapping.buildId = strings.at(indices.read(tag, 'mapping build_id'));
        break;
      default:
        reader.skipField(tag);
    }
  }
  return mapping;
}
