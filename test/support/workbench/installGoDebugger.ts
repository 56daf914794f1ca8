import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const id = 'leaklens-test.go-debugger';
const version = '1.0.0';

const manifest = {
  publisher: 'leaklens-test',
  name: 'go-debugger',
  version,
  engines: { vscode: '*' },
  contributes: {
    breakpoints: [{ language: 'go' }],
    debuggers: [{ type: 'go', label: 'Go', languages: ['go'] }],
  },
};

/**
 * Installs an extension that contributes the debugger type `go`, which the Go extension does otherwise, and has no code: the
 * tests bring the debug adapter, and name its port as `debugServer` in the configuration of a session.
 * @param extensionsFolder of a VS Code that has not started yet; it has no other extensions
 */
export async function installGoDebugger(extensionsFolder: string): Promise<void> {
  const relativeLocation = `${id}-${version}`;
  const folder = resolve(extensionsFolder, relativeLocation);
  await mkdir(folder, { recursive: true });
  await writeFile(resolve(folder, 'package.json'), JSON.stringify(manifest));
  const location = { $mid: 1, scheme: 'file', path: folder };
  const installed = [{ identifier: { id }, version, location, relativeLocation, metadata: { source: 'vsix' } }];
  await writeFile(resolve(extensionsFolder, 'extensions.json'), JSON.stringify(installed));
}
