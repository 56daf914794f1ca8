import { baseName, fileLine } from '../../shared/base/fileLine';
import { readableSymbol } from '../../shared/base/symbols/symbolName';
import type { Site } from '../../shared/model/sourceLocation';

/** `agent.go:61` */
export function placeWords({ file, line, function: name }: Site): string {
  const base = baseName(file);
  if (base === '') return readableSymbol(name);
  return line > 0 ? fileLine(file, line) : base;
}
