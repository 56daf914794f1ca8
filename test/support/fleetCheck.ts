// `npm run fleet-check -- --pyroscope URL --parca URL`: whether continuous profilers that run do what the tests expect of those that they
// imitate. Only asks. Exits 1 when something does not hold, 2 when nothing was given.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { bundledInto } from './bench/measureInNode.ts';

const { script, dispose } = await bundledInto('../fleetCheck/checkInNode.ts');
try {
  const { status } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  await dispose();
}
