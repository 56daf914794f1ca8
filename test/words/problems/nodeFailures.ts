// The same for nodes of Erlang's.
import { freePort } from '../../sources/localServer';
import { reaching } from './failing';
import type { Failure } from './failing';

export const nodeFailures: readonly Failure[] = [
  [
    'a node of Erlang’s whose port mapper is not there',
    async () => reaching('beam:shop@127.0.0.1', { ERL_EPMD_PORT: String(await freePort()), RELEASE_COOKIE: 'sesame' }),
    /^Erlang’s port mapper does not answer for AT: port \d+ of 127\.0\.0\.1: connect ECONNREFUSED .*\.$/,
    'Start the node, or name the port of its distribution, which needs no port mapper: beam:HOST:PORT.',
  ],
  [
    'a node without a cookie',
    async () => reaching('beam:127.0.0.1:9', {}),
    /^There is no cookie for AT: looked for in RELEASE_COOKIE, .*\.erlang\.cookie, .*\.$/,
    'Put the cookie of the node into ~/.erlang.cookie, or into RELEASE_COOKIE.',
    'Give it with --cookie-file FILE, in RELEASE_COOKIE, or in ~/.erlang.cookie.',
  ],
];
