import type { Mapping } from '../../../shared/model/profile';
import { parseHexUint64 } from '../../base/int64';
import type { TextLines } from '../../base/textLines';

/** Lines that open the memory map at the end of a profile. */
const sentinels = ['--- Memory map: ---', 'MAPPED_LIBRARIES:'];

/** No path is longer than this in practice; a longer line is no entry. */
const maxLineBytes = 16 * 1024;
const maxVariables = 64;
const maxExpandedFile = 8192;

/** Linux lets a process have 65,530 mappings (vm.max_map_count) unless told otherwise. Those beyond are left out. */
const maxMappings = 65_536;

export function isMemoryMapSentinel(line: string): boolean {
  return sentinels.some((sentinel) => line.includes(sentinel));
}

/** `55d0…-55d1… r-xp 00012000 fd:01 1234 /bin/server`, or `40000-80000: /bin/server (@1000) buildid`. */
const range = /^\s*(?:0x)?([0-9a-f]{1,16})(?:-\s*|\s+)(?:0x)?([0-9a-f]{1,16}):?(?=\s|$)/i;
const procEntry = /^(?:\s+([-rwxp]+))?(?:\s+([0-9a-f]+))?\s+[0-9a-f]+:[0-9a-f]+\s+\d+(?:\s+(\S+))?/i;
const briefEntry = /^(?:\s+([-rwxp]+))?(?:\s+(\S+))?(?:\s+\(@([0-9a-f]+)\))?(?:\s+([0-9a-f]+))?/i;
/** glog's prefix: `I1120 12:00:00.000 123 file.cc:45] `. */
const logPrefix = /^[^[\]]+:\d+\]\s/;

/**
 * Reads the executable entries of a memory map from the lines that are left: `/proc/self/maps`, or the shorter form of
 * gperftools. A line `name=value` gives a value to `$name` in the files below. Other lines are left out, as in pprof.
 */
export function readMemoryMap(lines: TextLines): Mapping[] {
  const mappings: Mapping[] = [];
  const variables: [string, string][] = [];
  while (mappings.length < maxMappings && lines.next()) {
    if (lines.end - lines.start > maxLineBytes) continue;
    const text = lines.text().replace(logPrefix, '');
    const bounds = range.exec(text);
    const mapping = bounds === null ? null : readEntry(bounds, text.slice(bounds[0].length), variables);
    if (mapping === 'skip') continue;
    if (mapping !== null) mappings.push(mapping);
    else if (variables.length < maxVariables) readVariable(text, variables);
  }
  return mappings;
}

function readVariable(text: string, variables: [string, string][]): void {
  const equals = text.indexOf('=');
  if (equals < 0) return;
  const value = text.slice(equals + 1).trim();
  if (value.length < maxExpandedFile) variables.push([`$${text.slice(0, equals).trim()}`, value]);
}

function readEntry(
  [, startHex = '', limitHex = '']: RegExpExecArray,
  rest: string,
  variables: readonly [string, string][],
): Mapping | 'skip' | null {
  const [permissions, offsetHex, file, buildId] = entryFields(rest);
  if (permissions !== undefined && !permissions.includes('x')) return 'skip';
  const memoryStart = parseHexUint64(startHex);
  const memoryLimit = parseHexUint64(limitHex);
  const fileOffset = parseHexUint64(offsetHex ?? '0');
  if (memoryStart === null || memoryLimit === null || fileOffset === null) return null;
  return {
    memoryStart: BigInt(memoryStart),
    memoryLimit: BigInt(memoryLimit),
    fileOffset: BigInt(fileOffset),
    file: expand(file ?? '', variables),
    buildId: buildId ?? '',
  };
}

type Field = string | undefined;

/** Permissions, offset, file and build id. */
function entryFields(rest: string): readonly [Field, Field, Field, Field] {
  const [proc, permissions, offset, file] = procEntry.exec(rest) ?? [];
  if (proc !== undefined) return [permissions, offset, file, undefined];
  const [, briefPermissions, briefFile, briefOffset, buildId] = briefEntry.exec(rest) ?? [];
  return [briefPermissions, briefOffset, briefFile, buildId];
}

function expand(file: string, variables: readonly [string, string][]): string {
  if (!file.includes('$')) return file;
  let expanded = file;
  for (const [name, value] of variables) {
    if (expanded.length + value.length <= maxExpandedFile) expanded = expanded.replace(name, () => value);
  }
  return expanded;
}
