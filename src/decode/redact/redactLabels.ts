import { parseLabels } from '../base/goQuoted';
import { placeholder, type Tally } from './tally';

/** `"tenant": "acme", "path": "/"` without the values; empty for a text that is nothing of the kind. */
export function redactLabels(inside: string, tally: Tally): string {
  const keys = Object.keys(parseLabels(inside) ?? {});
  tally.labels += keys.length;
  // Of what JSON escapes, Go's %q knows all, and the decoder reads both.
  return keys.map((key) => `${JSON.stringify(key)}: "${placeholder}"`).join(', ');
}
