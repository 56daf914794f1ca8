import { constants, gunzipSync } from 'node:zlib';
import type { Problem } from '../../shared/model/errors';
import type { ProfileRequest } from '../../shared/ports/profileSource';

interface Body {
  readonly bytes: Uint8Array;
  readonly url: string;
}

const peekBytes = 4 * 1024;
const maxGzipLayers = 3;

/**
 * Why a body that came with status 200 is not what was asked for, or null when it begins as it must. Status and content
 * type prove nothing: pprof's index, mounted under a prefix it does not know, answers 200 with an HTML page for each
 * profile (golang/go#14286), and a single-page application answers 200 for everything.
 */
export function bodyProblem(request: ProfileRequest, { bytes, url }: Body): Problem | null {
  if (bytes.length === 0) return { kind: 'unreadable', subject: url, detail: 'the body is empty' };
  const start = beginning(bytes);
  const text = Buffer.from(start).toString('latin1');
  if (/^\s*<(!doctype|html|\?xml|!--|head|body)/i.test(text)) return htmlProblem(text, url);
  if (beginsRight(request, start, text)) return null;
  return { kind: 'unreadable', subject: url, detail: `not ${wanted[request]}: it begins with ${quoted(text)}` };
}

const wanted: Readonly<Record<ProfileRequest, string>> = {
  heap: 'a heap profile',
  goroutine: 'a goroutine profile',
  'goroutine-leak': 'a profile in proto format',
  'heap-text': 'a heap profile as text',
  'goroutine-dump': 'a goroutine dump',
};

/**
 * A profile may also come as the text that pprof reads: gperftools serves its heap so, and so does an endpoint that answers
 * every question as with `debug=1`.
 */
function beginsRight(request: ProfileRequest, start: Uint8Array, text: string): boolean {
  switch (request) {
    case 'heap':
      return looksLikeProto(start) || text.startsWith('heap profile:');
    case 'goroutine':
      return looksLikeProto(start) || text.startsWith('goroutine profile: total');
    case 'goroutine-leak':
      return looksLikeProto(start);
    case 'heap-text':
      return text.startsWith('heap profile:');
    case 'goroutine-dump':
      // `goroutine profile: total 7` is the debug=1 form, which has no states.
      return /^goroutine \d+ /.test(text);
  }
}

/** The page names the path that pprof insists on (go: src/net/http/pprof/pprof.go, indexTmplExecute). */
function htmlProblem(text: string, url: string): Problem {
  return text.includes('/debug/pprof')
    ? { kind: 'html-instead-of-profile', subject: url, detail: 'HTTP 200 with the index page of pprof, not a profile' }
    : { kind: 'no-pprof', subject: url, detail: 'HTTP 200 with an HTML page that is not of pprof' };
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
