import { constants, gunzipSync } from 'node:zlib';
import { isPprofIndex, isSvg, pageHeading } from '../../shared/base/webPage';
import type { Problem } from '../../shared/model/errors';
import type { ProfileRequest } from '../../shared/ports/sources/profileSource';

interface Body {
  readonly bytes: Uint8Array;
  readonly url: string;
}

/** What a body has to begin like; `profile` is any of those that pprof serves, `goroutines` are counted or listed. */
export type WantedBody = ProfileRequest | 'profile' | 'goroutines';

const peekBytes = 4 * 1024;
const maxGzipLayers = 3;

/**
 * Why a body that came with status 200 is not what was asked for, or null when it begins as it must. Status and content
 * type prove nothing: pprof's index, mounted under a prefix it does not know, answers 200 with an HTML page for each
 * profile (golang/go#14286), and a single-page application answers 200 for everything.
 */
export function bodyProblem(request: WantedBody, { bytes, url }: Body): Problem | null {
  if (bytes.length === 0) return { kind: 'unreadable', subject: url, detail: 'the body is empty' };
  const start = beginning(bytes);
  const text = Buffer.from(start).toString('latin1');
  if (/^\s*<(!doctype|html|\?xml|!--|head|body|svg)/i.test(text)) return htmlProblem(text, url);
  if (beginsRight(request, start, text)) return null;
  const found = ignoredDebug(request, start, text) ?? `it begins with ${quoted(text)}`;
  return { kind: 'unreadable', subject: url, detail: `not ${wanted[request]}: ${found}` };
}

/** Whether a body, of any address, is what pprof serves, or a page that tells of a Go process: nobody has to say so of its URL. */
export function isProfileBody(bytes: Uint8Array): boolean {
  const start = beginning(bytes);
  const text = Buffer.from(start).toString('latin1');
  if (looksLikeProto(start) || isProfileText(text) || isDump(text)) return true;
  return /^# (?:HELP|TYPE) /.test(text) || /^\{\s*"(?:cmdline|memstats)":/.test(text);
}

/** A service, or a proxy in front of it, that drops the query answers as without; one that has one answer gives it to every question. */
function ignoredDebug(request: WantedBody, start: Uint8Array, text: string): string | null {
  if (request === 'goroutine') return isDump(text) ? 'stacks as with debug=2, whatever is asked for' : null;
  if (request !== 'goroutine-dump' && request !== 'heap-text') return null;
  if (looksLikeProto(start)) return 'a profile as without debug=, which the service ignores';
  const isCounts = request === 'goroutine-dump' && text.startsWith('goroutine profile: total');
  return isCounts ? 'counts as with debug=1, whatever is asked for' : null;
}

/** The headings of pprof's texts (go: src/runtime/pprof/pprof.go, printCountProfile, writeHeapInternal, writeProfileInternal), and of jemalloc's. */
function isProfileText(text: string): boolean {
  return /^(?:heap profile:|heap_v2\/\d|[\w./-]{1,100} profile: total \d|--- (?:contention|mutex|heapz))/.test(text);
}

function isDump(text: string): boolean {
  return /^goroutine \d+ /.test(text);
}

const wanted: Readonly<Record<WantedBody, string>> = {
  profile: 'a profile',
  goroutines: 'a goroutine profile',
  heap: 'a heap profile',
  goroutine: 'a goroutine profile',
  'goroutine-leak': 'a profile in proto format',
  'heap-text': 'a heap profile as text',
  'goroutine-dump': 'a goroutine dump',
};

/**
 * A profile may also come as the text that pprof reads: gperftools and jemalloc serve their heap so, and so does an endpoint that answers
 * every question as with `debug=1`.
 */
function beginsRight(request: WantedBody, start: Uint8Array, text: string): boolean {
  switch (request) {
    case 'profile':
      return looksLikeProto(start) || isProfileText(text);
    case 'goroutines':
      return isDump(text) || looksLikeProto(start) || text.startsWith('goroutine profile: total');
    case 'heap':
      return looksLikeProto(start) || /^(?:heap profile:|heap_v2\/\d)/.test(text);
    case 'goroutine':
      return looksLikeProto(start) || text.startsWith('goroutine profile: total');
    case 'goroutine-leak':
      return looksLikeProto(start);
    case 'heap-text':
      return text.startsWith('heap profile:');
    case 'goroutine-dump':
      // `goroutine profile: total 7` is the debug=1 form, which has no states.
      return isDump(text);
  }
}

/** The index of pprof names the path that it insists on; an application that has a page for every path is told by its heading. */
function htmlProblem(text: string, url: string): Problem {
  if (isSvg(text)) return { kind: 'no-pprof', subject: url, detail: 'HTTP 200 with an SVG picture' };
  if (isPprofIndex(text)) {
    const detail = 'HTTP 200 with the index page of pprof, not a profile';
    return { kind: 'html-instead-of-profile', subject: url, detail };
  }
  const heading = pageHeading(text);
  const named = heading === '' ? '' : `, “${heading}”`;
  return { kind: 'no-pprof', subject: url, detail: `HTTP 200 with an HTML page that is not of pprof${named}` };
}

/** A message of field numbers 1 to 15 whose lengths and varints show as control characters soon, which no text has. */
function looksLikeProto(start: Uint8Array): boolean {
  const tag = start[0] ?? 0;
  const wireType = tag & 7;
  if (tag >= 0x80 || tag >> 3 === 0 || (wireType !== 0 && wireType !== 2)) return false;
  return start.subarray(0, 512).some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20));
}

/** The first bytes below all gzip: the service's own and any a proxy added. Undecodable gzip is shown as it is. */
function beginning(bytes: Uint8Array): Uint8Array {
  let start = bytes.subarray(0, peekBytes);
  for (let layer = 0; layer < maxGzipLayers && start[0] === 0x1f && start[1] === 0x8b; layer += 1) {
    try {
      // Sync flush: what the first bytes unpack to, although the stream does not end there. 4 KB unpack to 4 MB at
      // most.
      start = gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, peekBytes);
    } catch {
      return start;
    }
  }
  return start;
}

function quoted(latin1: string): string {
  return JSON.stringify(latin1.slice(0, 24).replace(/[^ -~]/g, '.'));
}
