import type { Socket } from 'node:net';

/** A request of the debug adapter protocol. */
export interface DebugRequest {
  readonly seq: number;
  readonly command: string;
  readonly arguments?: { readonly noDebug?: boolean };
}

/** Hands on each request that an editor sends, in order. */
export function readDebugRequests(socket: Socket, onRequest: (request: DebugRequest) => void): void {
  let unread = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (bytes) => {
    unread = Buffer.concat([unread, bytes]);
    for (;;) {
      const end = unread.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(unread.toString('latin1', 0, Math.max(end, 0)))?.[1] ?? NaN);
      if (end < 0 || !(unread.length >= end + 4 + length)) return;
      const text = unread.toString('utf8', end + 4, end + 4 + length);
      unread = unread.subarray(end + 4 + length);
      onRequest(JSON.parse(text) as DebugRequest);
    }
  });
}
