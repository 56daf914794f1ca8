import { request as requestHttp } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AgentOptions, RequestOptions } from 'node:https';
import { isIPv6 } from 'node:net';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';
import { LeakLensError } from '../../shared/model/errors';
import type { Proxy } from './proxyChoice';
import { proxyFailure, proxyRefusal } from './proxyProblem';
import type { SentSecrets } from '../secrets/sentSecrets';

/** What a request over a tunnel carries besides Node's own options; Node keeps `signal` to itself. */
export interface TunnelRequest {
  /** Ends the tunnel while it is being made. */
  readonly tunnelSignal: AbortSignal;
  /** URL asked, for errors. */
  readonly tunnelSubject: string;
}

const maxHeaderBytes = 16 * 1024;

/**
 * TLS through a proxy by CONNECT (RFC 9110, 9.3.6): the proxy sees the host and port, nothing else. Node's own agents can do
 * this from 22.21 on (`proxyEnv`), editors still run on older ones.
 */
export class TunnelAgent extends HttpsAgent {
  private readonly proxy: Proxy;
  private readonly underWay = new Set<ClientRequest>();

  private readonly secrets: SentSecrets;

  constructor(proxy: Proxy, secrets: SentSecrets, options: AgentOptions) {
    super(options);
    this.proxy = proxy;
    this.secrets = secrets;
  }

  override createConnection(
    options: RequestOptions & Partial<TunnelRequest>,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const done = callback as ((error: Error | null, stream?: Duplex) => void) | undefined;
    const secure = (socket: Socket) => connectTls({ ...(options as ConnectionOptions), socket });
    this.open(options, (socket) => done?.(null, secure(socket)), done);
  }

  override destroy(): void {
    for (const asking of this.underWay) asking.destroy();
    super.destroy();
  }

  private open(
    options: RequestOptions & Partial<TunnelRequest>,
    opened: (socket: Socket) => void,
    failed?: (error: Error) => void,
  ): void {
    const host = options.host ?? 'localhost';
    const place = `${isIPv6(host) ? `[${host}]` : host}:${options.port ?? 443}`;
    const subject = options.tunnelSubject ?? `https://${place}/`;
    const { proxy } = this;
    const asking = requestHttp({
      host: proxy.host,
      port: proxy.port,
      method: 'CONNECT',
      path: place,
      headers: { ...proxy.headers, host: place },
      agent: false,
      maxHeaderSize: maxHeaderBytes,
      ...(options.tunnelSignal !== undefined && { signal: options.tunnelSignal }),
    });
    this.underWay.add(asking);
    asking.on('close', () => this.underWay.delete(asking));
    asking.on('error', (error) => failed?.(proxyFailure(proxy, subject, error)));
    asking.on('connect', (answer: IncomingMessage, socket: Socket, early: Buffer) => {
      const { statusCode: status = 0, statusMessage: statusText = '', headers } = answer;
      if (status >= 200 && status < 300) {
        if (early.length > 0) socket.unshift(early);
        opened(socket);
        return;
      }
      socket.destroy();
      const challenges = headers['proxy-authenticate']?.toString();
      failed?.(new LeakLensError(proxyRefusal(proxy, subject, { status, statusText, challenges }, this.secrets)));
    });
    asking.end();
  }
}
