import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** How a server, or a proxy in front of it, fails; `answer` is what it would say if it did not. */
export type Badly = (request: IncomingMessage, response: ServerResponse, answer: RequestListener) => void;

const page = (status: number, heading: string): Badly => {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end(`<html><h1>${heading}</h1></html>`);
  };
};

const json = (status: number, body: unknown): Badly => {
  return (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

export const badly = {
  slow: () => undefined,
  unknown: json(401, { code: 'unauthenticated', message: 'invalid credentials' }),
  'no tenant': (_, response) => void response.writeHead(401, { 'content-type': 'text/plain' }).end('no org id\n'),
  'a web page': page(200, 'Sign in'),
  'a proxy that does not reach it': page(502, '502 Bad Gateway'),
  'a proxy that waits in vain': page(504, '504 Gateway Time-out'),
  'too often': json(429, { code: 'resource_exhausted', message: 'too many requests' }),
  'too long a time': json(400, { code: 'invalid_argument', message: 'the query time range exceeds the limit' }),
  'a list of a gigabyte': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(2 ** 30) });
    response.write('{"names":[');
  },
  'a list without end': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(2 ** 20, ' ');
    const more = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  },
  'packed though nobody asked': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(gzipSync(Buffer.alloc(64 * 2 ** 20)));
  },
  'cut in the middle': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"names":["a"', () => response.destroy());
  },
  'sent elsewhere': (_, response) => void response.writeHead(302, { location: 'https://login.invalid/sso?x=1' }).end(),
  'sent to the page where one signs in': (request, response) => {
    if (request.url === '/login') page(200, 'Sign in')(request, response, () => undefined);
    else response.writeHead(302, { location: '/login' }).end();
  },
  'lists that are none': json(200, { labelNames: 5, labelValues: { a: 1 }, names: 'gateway', types: [null, 7, []] }),
  'no object at all': json(200, null),
} satisfies Readonly<Record<string, Badly>>;

/** A server that fails at what `when` says, and counts how many questions it had before it at once. */
export function failing(answer: RequestListener, how: Badly, when: (request: IncomingMessage) => boolean = () => true) {
  let open = 0;
  const most = { atOnce: 0 };
  const listener: RequestListener = (request, response) => {
    open += 1;
    most.atOnce = Math.max(most.atOnce, open);
    response.once('close', () => (open -= 1));
    if (when(request)) how(request, response, answer);
    else answer(request, response);
  };
  return { listener, most };
}
