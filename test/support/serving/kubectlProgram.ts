import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** What the program does: `contexts`, `pods` … in place of a cluster; a forward leads to `port` of this machine. */
export interface FakeCluster {
  readonly contexts?: readonly string[];
  readonly current?: string;
  readonly namespaces?: readonly string[];
  readonly pods?: unknown;
  /** The one pod that is asked for by its name. */
  readonly pod?: unknown;
  readonly port?: number;
  /** Pods that are not there any more: no forward leads to them. */
  readonly missing?: readonly string[];
  /** As older versions of kubectl: a forward runs on after nothing listened behind it. */
  readonly lingers?: boolean;
  /** Said on standard error before it ends with 1. */
  readonly fails?: string;
  /** It never says or does anything. */
  readonly hangs?: boolean;
}

/** A folder with a program called kubectl that behaves and speaks like the real one as far as it is asked; there is no cluster. */
export interface FakeKubectl {
  /** For PATH. */
  readonly folder: string;
  /** The arguments of each start, and the pids. */
  calls(): readonly { readonly args: readonly string[]; readonly pid: number }[];
  /** For what is started from now on. */
  become(cluster: FakeCluster): void;
  remove(): void;
}

const program = `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs');
const { createServer, connect } = require('node:net');
const args = process.argv.slice(2);
appendFileSync(__dirname + '/calls', JSON.stringify({ args, pid: process.pid }) + '\\n');
const cluster = JSON.parse(readFileSync(__dirname + '/cluster.json', 'utf8'));
const fail = (words) => { console.error(words); process.exitCode = 1; };
if (cluster.hangs) setInterval(() => undefined, 1000);
else if (cluster.fails) fail(cluster.fails);
else if (args[1] === 'get-contexts') console.log((cluster.contexts ?? []).join('\\n'));
else if (args[1] === 'current-context') cluster.current ? console.log(cluster.current) : fail('error: current-context is not set');
else if (args[1] === 'namespaces') console.log((cluster.namespaces ?? []).map((name) => 'namespace/' + name).join('\\n'));
else if (args[1] === 'pods') console.log(typeof cluster.pods === 'string' ? cluster.pods : JSON.stringify(cluster.pods));
else if (args[1] === 'pod') cluster.pod === undefined ? fail('Error from server (Forbidden): pods is forbidden') : console.log(JSON.stringify(cluster.pod));
else if (args[0] === 'port-forward' && (cluster.missing ?? []).includes(args[1].slice(4))) fail('Error from server (NotFound): pods "' + args[1].slice(4) + '" not found');
else if (args[0] === 'port-forward') {
  const [local, remote] = args[2].split(':').map(Number);
  const server = createServer((socket) => {
    const { port } = server.address();
    console.log('Handling connection for ' + port);
    const onward = connect(cluster.port, '127.0.0.1');
    socket.pipe(onward).pipe(socket);
    socket.on('error', () => undefined);
    onward.on('error', () => {
      const inPod = 'failed to execute portforward in network namespace "/run/netns/7d9": dial tcp4 127.0.0.1:' + remote + ': connect: connection refused';
      const error = 'an error occurred forwarding ' + port + ' -> ' + remote + ': error forwarding port ' + remote + ' to pod 7d9, uid : ' + inPod;
      console.error('E1120 18:02:39.592161   16765 portforward.go:424] "Unhandled Error" err=' + JSON.stringify(error));
      if (cluster.lingers) return socket.destroy();
      console.error('error: lost connection to pod');
      process.exit(1);
    });
  });
  server.on('error', () => {
    console.error('Unable to listen on port ' + local + ': Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 127.0.0.1:' + local + ': bind: address already in use]');
    fail('error: unable to listen on any of the requested ports: [{' + local + ' ' + remote + '}]');
  });
  server.listen(local, '127.0.0.1', () => console.log('Forwarding from 127.0.0.1:' + server.address().port + ' -> ' + remote));
}
`;

export function writeKubectl(cluster: FakeCluster): FakeKubectl {
  const folder = mkdtempSync(join(tmpdir(), 'leaklens-kubectl-'));
  writeFileSync(join(folder, 'kubectl'), program, { mode: 0o755 });
  const become = (next: FakeCluster) => writeFileSync(join(folder, 'cluster.json'), JSON.stringify(next));
  become(cluster);
  writeFileSync(join(folder, 'calls'), '');
  const calls = () =>
    readFileSync(join(folder, 'calls'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { args: string[]; pid: number });
  return { folder, calls, become, remove: () => rmSync(folder, { recursive: true }) };
}
