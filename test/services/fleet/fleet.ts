// npm run fleet: five replicas of the gateway with a load, of two builds, of which one leaks, until Ctrl-C. Needs Go.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Endings } from '../../support/process/endings.ts';
import { startFleet } from './startFleet.ts';

const { values } = parseArgs({ options: { rate: { type: 'string', default: '5' } } });
const endings = Endings.onSignals();
const { replicas, leaking } = await startFleet(values.rate);
for (const { service } of replicas) endings.hold({ dispose: () => service.stop() });

const lines = [
  ...replicas.map(({ name, url }) => `${name}  ${url}${name === leaking.name ? '  leaks' : ''}`),
  '',
  `leaklens watch ${replicas.map(({ url }) => url).join(' ')} --for 60s`,
  `curl -X POST ${leaking.url}/leak/fix`,
];
process.stdout.write(`${lines.join('\n')}\n`);
