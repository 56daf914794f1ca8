import { LeakLensError } from '../../shared/errors';
import { decodeText } from '../textLines';
import { unreadable } from '../unreadable';

type JsonObject = Readonly<Record<string, unknown>>;

/** What `/debug/vars` holds. */
export interface Expvar {
  /** Everything the program publishes. */
  readonly variables: JsonObject;
  /** runtime.MemStats; empty when it is missing. */
  readonly memoryStatistics: JsonObject;
  /** PauseEnd of it, exact: ns since 1970 are more than a JSON number keeps. */
  readonly gcEndNanos: readonly bigint[];
}

/** A page of variables is small; a larger JSON text is something else, and would take many times its size to parse. */
const maxBytes = 64 * 1024 * 1024;

/** @throws LeakLensError `unreadable` when the text is no JSON object, `too-large` */
export function parseExpvar(text: Uint8Array, subject: string): Expvar {
  if (text.length > maxBytes) {
    const detail = `${text.length} bytes of JSON, where /debug/vars has some thousand`;
    throw new LeakLensError({ kind: 'too-large', subject, detail, limit: maxBytes });
  }
  const json = decodeText(text, 0, text.length);
  const variables = parseObject(json, subject);
  const known = variables['memstats'];
  const ring = /"PauseEnd"\s*:\s*\[([\d,\s]*)\]/.exec(json)?.[1] ?? '';
  return {
    variables,
    // Some services answer with the statistics alone.
    memoryStatistics: isObject(known) ? known : variables,
    gcEndNanos: ring.split(',').flatMap((entry) => (/^\s*\d{1,20}\s*$/.test(entry) ? [BigInt(entry.trim())] : [])),
  };
}

function parseObject(json: string, subject: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw unreadable(subject, `not JSON: ${error instanceof Error ? error.message : String(error)}`, error);
  }
  if (isObject(parsed)) return parsed;
  throw unreadable(subject, 'expected an object of variables, as /debug/vars has it; found other JSON');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
