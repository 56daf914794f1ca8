// A folder that nobody trusts: it says where to connect, through which proxy, and where sources lie, as a repository from
// anywhere may. Beside it, what the person's own settings say.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Ending } from '../process/endings.ts';
import { repositoryRoot } from '../paths.ts';
import { startCountedService, type CountedService } from './countedService.ts';
import type { WindowSettings } from './testWindow.ts';

const gateway = resolve(repositoryRoot, 'test/services/gateway');

export interface RestrictedWorkspace extends Ending, WindowSettings {
  /** Absolute path of the folder to open: a copy of the gateway's sources. */
  readonly folder: string;
}

/** Settings of which none may have an effect, trusted or not: where to connect is the person's business. */
function workspaceSettings(service: CountedService, decoy: string): object {
  return {
    'leaklens.targets': [{ name: 'of the workspace', url: service.url, tls: { insecure: true } }],
    'leaklens.connectAutomatically': true,
    'leaklens.pathMappings': [{ from: 'leaklens.example/gateway', to: decoy }],
    'http.proxy': service.url,
  };
}

function launchConfiguration(service: CountedService): object {
  const args = ['-addr', new URL(service.url).host];
  return { version: '0.2.0', configurations: [{ name: 'gateway', type: 'go', request: 'launch', args }] };
}

/** The services that it names run until it is disposed. */
export async function makeRestrictedWorkspace(): Promise<RestrictedWorkspace> {
  const home = await mkdtemp(join(tmpdir(), 'leaklens-restricted-'));
  const [folder, decoy] = [join(home, 'gateway'), join(home, 'decoy')];
  const [named, own] = [await startCountedService(), await startCountedService()];
  for (const copy of [folder, decoy]) await cp(gateway, copy, { recursive: true });
  await mkdir(join(folder, '.vscode'));
  await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(workspaceSettings(named, decoy)));
  await writeFile(join(folder, '.vscode/launch.json'), JSON.stringify(launchConfiguration(named)));
  return {
    folder,
    userSettings: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
      'leaklens.targets': [{ name: 'of the person', url: own.url }],
    },
    env: { LEAKLENS_TEST_SERVICES: JSON.stringify({ ofTheWorkspace: named.url, ofThePerson: own.url }) },
    async dispose() {
      await Promise.all([named.dispose(), own.dispose()]);
      await rm(home, { recursive: true, force: true });
    },
  };
}
