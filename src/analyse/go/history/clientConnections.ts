import type { WaitKind } from '../../../shared/model/go/goroutine';
import type { Frame } from '../../../shared/model/sourceLocation';

/**
 * What the goroutines of Go's HTTP client say about the program that uses it: they belong to the library and have no frame of
 * the program, and yet they are what is left of a response body that nobody closes, or of a Transport for every request
 * (net/http/transport.go, readLoop and writeLoop).
 */
const readLoop = 'net/http.(*persistConn).readLoop';
const writeLoop = 'net/http.(*persistConn).writeLoop';

/** Idle connections that DefaultTransport keeps at most (MaxIdleConns), and some more for what is just being closed. */
const mostIdle = 128;

/** True for a goroutine in the middle of a request: it waits for the answer's head, or reads its body. */
export function isCalling(frames: readonly Frame[]): boolean {
  return frames.some(
    ({ function: name }) =>
      waitsForHead(name) || /^net\/http\.\(\*(?:bodyEOFSignal|http2\w*transportResponseBody)\)\.Read$/.test(name),
  );
}

/** True inside an HTTP client that waits for an answer's head. */
export function waitsForHead(functionName: string): boolean {
  return functionName === 'net/http.(*persistConn).roundTrip';
}

/** How certainly library goroutines tell of a mistake of the program: 2 for bodies that are not closed, 1 for connections, 0 not at all. */
export function clientFault(
  wait: { readonly function: string; readonly kind: WaitKind },
  counts: { readonly count: number; readonly calls: number },
): 0 | 1 | 2 {
  if (wait.kind !== 'select') return 0;
  // A reader that has handed over a body waits until that is read or closed: by a caller who is at it, or by nobody.
  if (wait.function === readLoop) return counts.calls * 2 <= counts.count ? 2 : 0;
  return wait.function === writeLoop && counts.count - counts.calls >= mostIdle ? 1 : 0;
}
