// Every name of the table of libraries against the types of the real ones: what makes something is there, and gives what can be closed
// as the table says.
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { externalTypes, libraryResources } from '../../../../src/shared/base/libraries/libraries';
import { hasGo } from '../goPrograms';
import { offline, sources } from './realLibraries';

/** Older names of libraries, and one that needs all of Kubernetes' types, which test/services/libraries does not require. */
const notRequired: readonly string[] = [
  'github.com/Shopify/sarama',
  'github.com/aws/aws-sdk-go/service/s3',
  'github.com/natefinch/lumberjack',
  'k8s.io/client-go/informers',
  'nhooyr.io/websocket',
];

/** Of versions that are not the one required here. */
const otherVersions: readonly string[] = [
  'github.com/jackc/pgx/pgxpool.Connect is not there',
  'go.mongodb.org/mongo-driver/mongo.NewClient is not there',
];

it('the names of the table are those of the real libraries', ({ skip }) => {
  if (!hasGo) skip();
  const input = JSON.stringify({ resources: libraryResources, types: externalTypes });
  const run = spawnSync('go', ['run', './names'], { cwd: sources, encoding: 'utf8', env: offline, input });
  if (run.stderr.includes('GOPROXY=off')) {
    console.log(
      'skipped: modules are not in the module cache; “go mod download” in test/services/libraries fetches them',
    );
    skip();
  }
  expect(run.stderr).toBe('');
  const { unknown, wrong } = JSON.parse(run.stdout) as { unknown: string[]; wrong: string[] | null };
  expect(wrong ?? []).toEqual(otherVersions);
  expect(unknown).toEqual(notRequired);
}, 900_000);
