// Every failure, made to happen where that can be done, and the words for it.
import { join } from 'node:path';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { toProblem } from '../../../src/shared/model/errors';
import { createKubernetes } from '../../../src/sources/kubernetes/createKubernetes';
import { networkProblem } from '../../../src/sources/net/networkProblem';
import { createSnapshotStore } from '../../../src/store/snapshots/snapshotStore';
import { freePort, pprofAt, serveHttp, serveTcp } from '../../sources/localServer';
import { problemOf } from '../../sources/problemOf';
import { systemClock } from '../../../src/systemClock';

import {
  answered,
  baselineBelowFile,
  coded,
  connecting,
  folder,
  ignoreFile,
  proxied,
  servesHttp2,
  status,
  tlsAlert,
  type Failure,
} from './failing';
const rereads = 'Check that it is what the command expects: “leaklens watch --help” says what.';
const looks = 'Open the address in a browser to see what it serves.';
const certificates =
  'Name the file of its authority as “tls.certificateAuthorityFile” of the service in “leaklens.targets”.';
const restarted = 'Use https:// if this port serves TLS, or check whether the service or a proxy in between restarted.';
const account = "Give what may read pprof: --bearer-token-file FILE, --user NAME, or --header 'Name: value'.";
const again = 'Connect again and give a token, a user name and a password, or a header such as X-Api-Key.';
const withAccess =
  'Connect again with what may read pprof: a token, a user name and a password, or a header such as X-Api-Key.';
const ofNetHttp = 'Check the port: pprof is served where the service listens with net/http.';
const ownPort =
  'pprof is asked over HTTP/1.1: serve net/http/pprof at a port of its own, or allow HTTP/1.1 there. A port of gRPC has no pprof.';

export const failures: readonly Failure[] = [
  [
    'another scheme',
    () => connecting('ftp://127.0.0.1/'),
    '“AT” is not an address LeakLens can use: only http, https and unix are supported.',
    'Enter a URL such as http://localhost:6060, or just the port.',
    'Give a URL such as http://localhost:6060.',
  ],
  [
    'nobody at the port',
    async () => connecting(`http://127.0.0.1:${String(await freePort())}`),
    'Nothing listens at AT.',
    'Start the service, or check the host and the port.',
  ],
  [
    'no socket',
    () => connecting(`unix:${join(folder(), 'app.sock')}`),
    'Nothing listens at AT.',
    'Start the service, or check the path of the socket.',
  ],
  [
    'a host that nobody knows',
    () => coded('ENOTFOUND', 'getaddrinfo ENOTFOUND h'),
    'The host of AT cannot be found.',
    'Check the spelling of the host and your network.',
  ],
  [
    'a service that hangs',
    () => answered(() => undefined, { timeoutMillis: 300 }),
    'AT did not answer within 0.3 s.',
    'Check that the service is not stopped in a debugger, or raise “leaklens.request.timeoutSeconds”.',
    'Check that the service is not stopped in a debugger, or raise --timeout.',
  ],
  [
    'a host behind a firewall',
    () => coded('ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:6060'),
    'AT did not answer in time.',
    'Check the host and the port, and whether a firewall stands in between.',
  ],
  [
    'plain http where TLS was asked for',
    async () => connecting((await serveHttp(pprofAt('/debug/pprof/'))).origin.replace('http', 'https')),
    'AT was asked over TLS, and what answers is no TLS.',
    'Use http:// if this port serves no TLS, or check the port.',
  ],
  [
    'a handshake that is cut',
    () => coded('ECONNRESET', 'Client network socket disconnected before secure TLS connection was established'),
    /^No secure connection to AT: /,
    'Check that the service serves TLS at this port, or use http if it does not.',
  ],
  [
    'TLS where plain http was asked for, as OpenSSL tells it',
    async () => connecting((await serveTcp((socket) => socket.end(tlsAlert))).origin),
    'AT serves TLS, and was asked without.',
    'Use https:// in the address.',
  ],
  [
    'TLS where plain http was asked for, as Go tells it',
    () => status(400, { 'content-type': 'text/plain' }, 'Client sent an HTTP request to an HTTPS server.\n'),
    'AT serves TLS, and was asked without.',
    'Use https:// in the address.',
  ],
  ['a server of HTTP/2 alone', async () => connecting(await servesHttp2()), 'AT speaks HTTP/2 alone.', ownPort],
  [
    'another service',
    async () => connecting((await serveTcp((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))).origin),
    'What listens at AT does not speak HTTP: it begins with "SSH-2.0-OpenSSH_9.2".',
    ofNetHttp,
  ],
  [
    'a certificate of nobody',
    () => coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate'),
    'The certificate of AT was issued by an authority that this machine does not trust.',
    certificates,
    'Name the file of its authority with --ca.',
  ],
  [
    'a certificate that issued itself',
    () => coded('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'),
    'The certificate of AT is self-signed.',
    certificates,
    'Name the file of its authority with --ca.',
  ],
  [
    'a certificate that is over',
    () => coded('CERT_HAS_EXPIRED', 'certificate has expired'),
    'The certificate of AT has expired.',
    'Renew the certificate of the service.',
  ],
  [
    'a certificate of tomorrow',
    () => coded('CERT_NOT_YET_VALID', 'certificate is not yet valid'),
    'The certificate of AT is not valid yet.',
    'Check the clocks of this machine and of the service.',
  ],
  [
    'a certificate of somebody else',
    () => coded('ERR_TLS_CERT_ALTNAME_INVALID', 'Hostname/IP does not match'),
    'The certificate of AT is for another host name.',
    'Use a host name that the certificate names, or give it as “tls.serverName” in “leaklens.targets”.',
    'Use a host name that the certificate names.',
  ],
  [
    'no certificate of the client',
    () => coded('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tlsv13 alert certificate required'),
    'AT asks for a client certificate.',
    'Name your certificate as “tls.clientCertificateFile” or “tls.pfxFile” in “leaklens.targets”.',
    'Name your certificate with --cert and --key.',
  ],
  [
    'a wrong certificate of the client',
    () => {
      const error = Object.assign(new Error('alert unknown ca'), { code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' });
      return Promise.resolve(networkProblem(error, 'https://h/', true));
    },
    'AT does not accept the client certificate.',
    'Check which authority has to issue the client certificate, and whether it has expired.',
  ],
  [
    'a service that asks who is there',
    () => status(401, { 'www-authenticate': 'Basic realm="ops"' }),
    'AT asks for credentials for “ops” (401).',
    again,
    account,
  ],
  [
    'a service that knows another password',
    () =>
      answered((_, response) => response.writeHead(401, { 'www-authenticate': 'Basic realm="ops"' }).end(), {
        credentials: { kind: 'basic', user: 'ann', password: 'wrong-password' },
      }),
    'AT does not accept these credentials for “ops” (401).',
    again,
    account,
  ],
  [
    'a service that asks who is there, and not for what',
    () => status(401),
    'AT asks for credentials (401).',
    again,
    account,
  ],
  ['a service that refuses', () => status(403), 'AT refuses access (403).', withAccess, account],
  [
    'a gateway that refuses, and says why',
    () => status(403, { 'content-type': 'application/json' }, '{"error":{"code":7,"message":"only from the VPN."}}'),
    'AT refuses access (403). It says: only from the VPN.',
    withAccess,
    account,
  ],
  [
    'a server without pprof',
    () => status(404, { 'content-type': 'text/plain' }, '404 page not found\n'),
    'A server answers, but there is no pprof at AT (HTTP 404 Not Found: 404 page not found).',
    'Import net/http/pprof in the service, or give the prefix it is mounted at, e.g. http://host/admin/debug/pprof.',
  ],
  [
    'pprof without heap profiles',
    () => status(404, { 'content-type': 'text/plain', 'x-go-pprof': '1' }, 'Unknown profile\n'),
    'The service does not offer the profile AT.',
    'Check which profiles the index page of pprof lists.',
  ],
  [
    'pprof below a prefix that it does not know',
    () => status(200, { 'content-type': 'text/html' }, '<html><title>/debug/pprof/</title></html>'),
    'AT answers with a web page where a profile should be.',
    'Mount pprof at /debug/pprof/, or wrap its handler in http.StripPrefix: pprof.Index knows only that prefix.',
  ],
  [
    'a service that fails',
    () => status(503, { 'content-type': 'text/plain' }, 'draining.\n'),
    'AT answers with HTTP 503 Service Unavailable: draining.',
    'Look into the log of the service.',
  ],
  [
    'a service that sends one in circles',
    () => answered((request, response) => response.writeHead(302, { location: request.url ?? '/' }).end()),
    /^AT does not lead to an answer: more than \d+ redirects\.$/,
    'Check where the service redirects to.',
  ],
  [
    'a service that sends one elsewhere',
    () => status(302, { location: 'https://other.example/debug/pprof/heap?token=x' }),
    'AT redirects to another address: https://other.example/debug/pprof/heap.',
    'Use that address if you trust it; nothing was sent there.',
  ],
  [
    'an answer that is larger than allowed',
    () => answered((_request, response) => response.end(Buffer.alloc(2048)), { maxBodyBytes: 1024 }),
    'AT is too large: the body is larger than 1024 bytes, the limit is 1.00 KB.',
    'Raise “leaklens.request.maximumResponseMegabytes” if the size is right.',
    'Check that this is the profile you mean.',
  ],
  [
    'a profile for which there is no room',
    () =>
      Promise.resolve({
        kind: 'too-large',
        subject: 'big.pb.gz',
        detail: 'does not fit into memory: Invalid array length',
      }),
    'AT is too large: does not fit into memory: Invalid array length.',
    'Check that this is the profile you mean.',
  ],
  [
    'an answer that ends in the middle',
    async () => {
      const { origin } = await serveTcp((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'));
      return connecting(`${origin}/debug/pprof/`);
    },
    'AT ends too early: the connection closed after 4 of 100 bytes.',
    'Fetch it again; the copy is not whole.',
  ],
  [
    'a connection that breaks',
    async () => connecting(`${(await serveTcp((socket) => socket.destroy())).origin}/debug/pprof/`),
    /^The connection to AT failed: .*\.$/,
    restarted,
  ],
  [
    'a header that HTTP does not allow',
    async () => connecting(`http://127.0.0.1:${String(await freePort())}`, { headers: { 'x y': '1' } }),
    'The connection to AT failed: Header name must be a valid HTTP token ["x y"].',
    'Correct the header: HTTP does not allow all characters in it.',
  ],
  [
    'a socket that is not ours',
    () => coded('EACCES', 'connect EACCES /run/app.sock', 'unix:/run/app.sock:/'),
    'The connection to AT failed: connect EACCES /run/app.sock.',
    'Check the permissions of the socket, or what keeps this program from the network.',
  ],
  [
    'a proxy that asks who is there',
    () => proxied('Basic x'),
    'The proxy on the way to AT asks for credentials (407).',
    'Give the credentials in “http.proxy” or “http.proxyAuthorization”.',
    'Give the credentials in HTTP_PROXY or HTTPS_PROXY, as in http://user:password@host:port.',
  ],
  [
    'a proxy that is not there',
    async () => proxied(undefined, await freePort()),
    /^The proxy does not open the way to AT: http:\/\/127\.0\.0\.1:\d+ cannot be reached: .*\.$/,
    'Check “http.proxy” and “http.noProxy” in the settings, or the variables that name the proxy.',
    'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY.',
  ],
  [
    'no file of certificates',
    () => connecting('https://127.0.0.1:1', { tls: { certificateAuthorityFile: '/no/such/ca.pem' } }),
    'The certificate or key file AT cannot be used: there is no such file.',
    'Check the path in “leaklens.targets” and whether the file can be read.',
    'Check the path and whether the file can be read.',
  ],
  [
    'a key without its passphrase',
    () =>
      Promise.resolve({
        kind: 'certificate-file',
        subject: '/k.pem',
        detail: 'it needs a passphrase',
        passphrase: 'missing',
      }),
    'The key in AT needs a passphrase.',
    'Connect again and give the passphrase.',
    'Give its passphrase in LEAKLENS_PASSPHRASE.',
  ],
  [
    'a wrong passphrase',
    () =>
      Promise.resolve({
        kind: 'certificate-file',
        subject: '/k.pem',
        detail: 'the passphrase is wrong, or the file is damaged',
        passphrase: 'wrong',
      }),
    'The passphrase for AT is wrong, or the file is damaged.',
    'Connect again and give the passphrase.',
    'Give its passphrase in LEAKLENS_PASSPHRASE.',
  ],
  [
    'no kubectl',
    () => {
      const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
      return problemOf(createKubernetes({ log, path: '' }).contexts(new AbortController().signal));
    },
    '“AT” failed: kubectl is not in any folder of PATH.',
    'Check that kubectl is installed and that its context reaches the cluster.',
  ],
  [
    'replicas behind one address',
    () => Promise.resolve({ kind: 'several-processes', subject: 'http://h/', detail: '2 processes' }),
    'Several processes answer at AT in turns, as behind a load balancer: what they say cannot be told apart.',
    'Give the address of one of them: a pod (kubectl port-forward), or its host and port behind the balancer.',
    'Give the address of one of them (of a pod by kubectl port-forward), or of all; where the name has an address for each, add --each-address.',
  ],
  [
    'a workspace without trust',
    () => Promise.resolve({ kind: 'untrusted', subject: 'http://h/', detail: 'untrusted workspace' }),
    'This workspace is not trusted, so LeakLens does not connect to AT.',
    'Trust the workspace to connect.',
  ],
  [
    'a person who thought better of it',
    () => Promise.resolve(toProblem(AbortSignal.abort().reason, 'http://h/')),
    'Cancelled: AT.',
    'Run the command again when you are ready.',
  ],
  [
    'something that speaks no HTTP',
    async () => connecting(`${(await serveTcp((socket) => socket.end('220 mail ready\r\n'))).origin}/debug/pprof/`),
    'What listens at AT does not speak HTTP: it begins with "220 mail ready".',
    ofNetHttp,
  ],
  [
    'text where a profile should be',
    () => status(200, { 'content-type': 'text/plain' }, 'ok'),
    'AT cannot be read: not a goroutine profile: it begins with "ok".',
    looks,
    rereads,
  ],
  [
    'an ignore file with a mistake',
    () => ignoreFile('{"ignore":[{"id":"x","until":"soon"}]}'),
    'AT cannot be read: ignore[0]: until has to be a date such as 2027-01-31.',
    'Correct the file, or remove it.',
    rereads,
  ],
  [
    'a snapshot that is damaged',
    () => problemOf(Promise.resolve().then(() => createGoDecoder().memoryStatistics(Buffer.from('x'), 'heap.txt'))),
    /^AT cannot be read: .*\.$/,
    'Capture a new snapshot: this one is damaged.',
    rereads,
  ],
  [
    'a folder that cannot be made',
    baselineBelowFile,
    'AT cannot be read or written: ENOTDIR: not a directory.',
    'Check the disk space and the permissions of the folder.',
    'Check the disk space and the permissions of the folder, or name another one with --baseline.',
  ],
  [
    'a snapshot that was deleted',
    () => problemOf(createSnapshotStore({ clock: systemClock, directory: folder() }).get('gone')),
    'AT cannot be found: there is no such snapshot.',
    'It may be gone since the view was drawn: refresh the view, or connect again.',
    'Check the path; a URL begins with http:// or has a port.',
  ],
  [
    'nowhere to keep an ignored finding',
    () => Promise.resolve({ kind: 'not-found', subject: '.leaklens.json', detail: 'no folder is open' }),
    'AT cannot be found: no folder is open.',
    'Open the folder that holds the source of the service.',
    'Check the path; a URL begins with http:// or has a port.',
  ],
  [
    'a mistake of our own',
    () => Promise.resolve(toProblem(new TypeError('text.trim is not a function'), 'http://h/')),
    'LeakLens failed at AT: text.trim is not a function.',
    'This is a defect of LeakLens: please report it, with what its log says.',
  ],
];
