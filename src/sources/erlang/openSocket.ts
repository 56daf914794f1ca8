import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { TlsMaterial } from '../net/tlsMaterial';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** A socket that is connected. @throws what the system or TLS says; the reason of the signal */
export function openSocket({ host, port }: Endpoint, tls: TlsMaterial | null, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(asError(signal.reason));
      return;
    }
    const socket = tls === null ? connect({ host, port }) : tlsSocket({ host, port }, tls);
    socket.setNoDelay(true);
    const give = (settle: () => void) => {
      signal.removeEventListener('abort', giveUp);
      socket.removeListener('error', fail);
      settle();
    };
    const fail = (error: Error) => {
      socket.destroy();
      give(() => reject(error));
    };
    const giveUp = () => fail(asError(signal.reason));
    signal.addEventListener('abort', giveUp, { once: true });
    socket.on('error', fail);
    // After it failed or was given up, nobody else listens, and an error without a listener would end the process.
    socket.on('error', () => undefined);
    socket.once(tls === null ? 'connect' : 'secureConnect', () => give(() => resolve(socket)));
  });
}

function tlsSocket(endpoint: Endpoint, { servername, secureContext, rejectUnauthorized }: TlsMaterial): TLSSocket {
  return connectTls({
    ...endpoint,
    secureContext,
    rejectUnauthorized,
    ...(servername !== undefined && { servername }),
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
