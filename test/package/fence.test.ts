// The fence, tried: in a small copy of the house every room imports everything there is to import, and what gets through is held
// against the table in ARCHITECTURE.md.
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { ESLint, Linter } from 'eslint';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../support/paths';

const nodeModules = builtinModules.filter((name) => !/^_|[/:]|^sys$/.test(name)).map((name) => `node:${name}`);

const manifest = JSON.parse(await readFile(join(repositoryRoot, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

const packages = [...Object.keys(manifest.dependencies), 'vscode'];

/** Packages that are imported by a name below theirs, as the product does it. */
const entryOf: Readonly<Record<string, string>> = {
  'vscode-languageclient': 'vscode-languageclient/node',
  'vscode-languageserver': 'vscode-languageserver/node',
  protobufjs: 'protobufjs/minimal',
};

const page = await readFile(join(repositoryRoot, 'ARCHITECTURE.md'), 'utf8');

/** Rooms that another may import. */
const ofHouse = new Set('shared disk sources decode analyse store syntax words follow'.split(' '));

/** The rooms, and what their table says that each imports. */
const table = readTable(/^\| `(src\/[a-z]+|webview)` +\|[^|]*\|([^|]*)\|$/gm, namesIn);
const rooms = [...table.keys()];

/** The folders of divided rooms, and which folders of its own room each imports. */
const walls = readTable(/^\| `(src\/[a-z]+(?:\/[a-z]+)+|webview\/[a-z]+)` +\|[^|]*\|([^|]*)\|$/gm, siblingsIn);

function readTable(
  row: RegExp,
  read: (cell: string, name: string) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  return new Map([...page.matchAll(row)].map(([, name = '', imports = '']) => [name, read(imports, name)]));
}

function siblingsIn(cell: string, folder: string): readonly string[] {
  const names = cell.trim() === 'nothing' ? [] : cell.trim().split(', ');
  return names.map((name) => `${dirname(folder)}/${name}`);
}

/** All folders of the room that a folder is in, but itself, and the room's own files. */
function aroundIn(folder: string): readonly string[] {
  const room = dirname(folder);
  return [room, ...[...walls.keys()].filter((other) => dirname(other) === room && other !== folder)];
}

const dividedRooms = [...new Set([...walls.keys()].map(dirname))];

function namesIn(cell: string): readonly string[] {
  const names = cell.replaceAll('`', '').split(',');
  return names.flatMap((written) => {
    const name = written.trim();
    if (name === 'nothing') return [];
    if (name === 'the other modules of Node') return nodeModules.filter((each) => each !== 'node:worker_threads');
    return [ofHouse.has(name) ? `src/${name}` : name];
  });
}

/** What has to be written in `file` to import `name`: a room, a folder of one, a package or a module of Node. */
function specifier(file: string, name: string): string {
  // What lies in shared is in one of its folders.
  const leaf = name === 'src/shared' && !file.startsWith(name) ? `${name}/model/leaf` : `${name}/leaf`;
  if ([...rooms, ...walls.keys(), ...goFolders, ...modelsOfRuntimes].includes(name))
    return posix.relative(dirname(file), leaf).replace(/^(?!\.)/, './');
  return entryOf[name] ?? name;
}

let house = '';

/** Writes a file that imports each of `names`, as types alone: the fence is for those, too. */
async function plant(file: string, names: readonly string[]): Promise<void> {
  const lines = names.map((name, at) => `import type * as planted${at} from '${specifier(file, name)}';\n`);
  await mkdir(dirname(join(house, file)), { recursive: true });
  await writeFile(join(house, file), `${lines.join('')}export type Leaf = string;\n`);
}

/** Those of `names` that the fence lets through in `file`. */
function passed(result: ICruiseResult, file: string, names: readonly string[]): readonly string[] {
  const found = result.modules.find(({ source }) => source === file)?.dependencies ?? [];
  const valid = new Map(found.map(({ protocol, module, valid }) => [[protocol, module].join(''), valid]));
  const unseen = names.filter((name) => !valid.has(specifier(file, name)));
  if (unseen.length > 0) throw new Error(`The fence did not look at ${unseen.join(', ')} in ${file}.`);
  return names.filter((name) => valid.get(specifier(file, name)));
}

const entries: Readonly<Record<string, readonly string[]>> = {
  'src/extension.ts': ['vscode', 'node:perf_hooks'],
  'src/languageServer.ts': ['vscode-languageserver'],
  'src/openEngine.ts': ['node:path', 'node:process'],
  'src/mcp.ts': ['node:process'],
  'src/agentTools.ts': ['node:path', 'node:process'],
  'src/joinEngine.ts': ['node:net', 'node:process'],
  'src/cli.ts': ['@vscode/l10n', 'node:path', 'node:process'],
  'src/leaklens.ts': ['node:process'],
  'src/nodeThread.ts': [],
  'src/readerThread.ts': [],
  'src/sourceThread.ts': ['node:path'],
};

const sharedFolders = [...walls.keys()].filter((folder) => dirname(folder) === 'src/shared');

const roomsOfRuntimes = (table.get('src/runtimes') ?? []).filter((room) => room !== 'src/shared');
const goFolders = roomsOfRuntimes.map((room) => `${room}/go`);
/** What only one runtime has, and what is said of any target. */
const modelsOfRuntimes = ['src/shared/model/go', 'src/shared/model/beam'];
const modelsOfAll = ['src/shared/model/any.ts', 'src/shared/model/series/any.ts', 'src/shared/wires/any.ts'];
/** Who puts a runtime together, and who picks one. */
const knowers = ['src/runtimes/knower.ts', 'src/entryThread.ts'];
const strangers = [
  'src/lsp/stranger.ts',
  'src/cli/stranger.ts',
  'src/host/stranger.ts',
  'src/shared/model/stranger.ts',
];

const toolkit = '@vscode/webview-ui-toolkit';

describe('the fence', () => {
  const tools = Object.keys(manifest.devDependencies).filter((name) => !name.startsWith('@types/'));
  const outside = [...packages, ...nodeModules, ...tools];
  let result: ICruiseResult;

  beforeAll(async () => {
    house = await mkdtemp(join(tmpdir(), 'fence-'));
    await symlink(join(repositoryRoot, 'node_modules'), join(house, 'node_modules'));
    await cp(join(repositoryRoot, 'package.json'), join(house, 'package.json'));
    for (const room of rooms) {
      await plant(`${room}/leaf.ts`, []);
      await plant(`${room}/planted.ts`, [...rooms.filter((other) => other !== room), ...outside]);
    }
    for (const folder of walls.keys()) {
      await plant(`${folder}/leaf.ts`, []);
      await plant(`${folder}/planted.ts`, aroundIn(folder));
    }
    for (const room of roomsOfRuntimes) {
      await plant(`${room}/go/leaf.ts`, []);
      await plant(`${room}/neighbour.ts`, [`${room}/go`]);
    }
    for (const knower of [...knowers, ...strangers]) await plant(knower, goFolders);
    for (const model of modelsOfRuntimes) await plant(`${model}/leaf.ts`, []);
    for (const file of modelsOfAll) await plant(file, modelsOfRuntimes);
    await plant('webview/shared.ts', sharedFolders);
    for (const entry of Object.keys(entries)) await plant(entry, outside);
    await plant('webview/base/controls.tsx', [toolkit]);
    const options = await extractDepcruiseOptions(join(repositoryRoot, '.dependency-cruiser.cjs'));
    // Its base folder is the repository, where `esbuild` would be the build script.
    delete options.tsConfig;
    const { output } = await cruise(['src', 'webview'], { ...options, baseDir: house });
    result = output as ICruiseResult;
  });

  afterAll(() => rm(house, { recursive: true, force: true }));

  it('has a row for every room', () => {
    expect(rooms).toHaveLength(17);
  });

  it.each(rooms)('lets %s import what the table says, and nothing else', (room) => {
    const names = [...rooms.filter((other) => other !== room), ...outside];
    expect([...passed(result, `${room}/planted.ts`, names)].sort()).toEqual([...(table.get(room) ?? [])].sort());
  });

  it.each([...walls])('lets %s import of its room what the table says, and nothing else', (folder, allowed) => {
    expect([...passed(result, `${folder}/planted.ts`, aroundIn(folder))].sort()).toEqual([...allowed].sort());
  });

  it.each(dividedRooms)('has a row for every folder of %s', async (room) => {
    const entries = await readdir(join(repositoryRoot, room), { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${room}/${name}`);
    expect(folders.sort()).toEqual([...walls.keys()].filter((folder) => dirname(folder) === room).sort());
  });

  it.each(roomsOfRuntimes)('lets the rest of %s not import what it knows of Go', (room) => {
    expect(passed(result, `${room}/neighbour.ts`, [`${room}/go`])).toEqual([]);
  });

  it('lets only runtimes and entries import what rooms know of Go', () => {
    for (const knower of knowers) expect(passed(result, knower, goFolders)).toEqual(goFolders);
    for (const stranger of strangers) expect(passed(result, stranger, goFolders)).toEqual([]);
  });

  it.each(modelsOfAll)('lets what is said of any target, in %s, know no runtime', (file) => {
    expect(passed(result, file, modelsOfRuntimes)).toEqual([]);
  });

  it('lets the webview see no port', () => {
    expect(passed(result, 'webview/shared.ts', sharedFolders)).toEqual(
      sharedFolders.filter((folder) => folder !== 'src/shared/ports'),
    );
  });

  it.each(Object.entries(entries))('lets the entry %s import what it wires with', (entry, allowed) => {
    expect([...passed(result, entry, outside)].sort()).toEqual([...allowed].sort());
  });

  it('lets one file import the toolkit', () => {
    expect(passed(result, 'webview/base/controls.tsx', [toolkit])).toEqual([toolkit]);
  });
});

const linter = new Linter();
const eslint = new ESLint({ cwd: repositoryRoot });

/** What lint says of code, by one of the rules that hold in `file`. */
async function lintMessages(
  file: string,
  rule: `no-restricted-${'globals' | 'syntax' | 'properties' | 'imports'}`,
  code: string,
): Promise<readonly string[]> {
  const { rules } = (await eslint.calculateConfigForFile(join(repositoryRoot, file))) as Linter.Config;
  const found = linter.verify(code, [{ rules: rules?.[rule] === undefined ? {} : { [rule]: rules[rule] } }]);
  return found.map(({ message }) => message);
}

describe('the network', () => {
  it.each(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'])(
    'is not reached by %s, which needs no import',
    async (name) => {
      for (const room of [...rooms, 'src'].filter((each) => each !== 'src/sources')) {
        const code = `new ${name}('http://a.example/');`;
        const found = await lintMessages(`${room}/planted.ts`, 'no-restricted-globals', code);
        expect({ room, found }).toEqual({ room, found: [expect.stringContaining('src/sources')] });
      }
    },
  );
});

describe('the clock', () => {
  it.each(['Date.now()', 'new Date()', 'Date()', 'performance.now()', 'process.hrtime.bigint()'])(
    'is read by %s in no room',
    async (reading) => {
      for (const place of [...rooms, 'src'].map((room) => `${room}/planted.ts`)) {
        const found = await lintMessages(place, 'no-restricted-syntax', `globalThis.read = ${reading};`);
        expect({ place, found }).toEqual({ place, found: [expect.stringContaining('Clock')] });
      }
    },
  );

  it('is the machine’s in one file, and times that are given stay readable everywhere', async () => {
    expect(await lintMessages('src/systemClock.ts', 'no-restricted-syntax', 'Date.now();')).toEqual([]);
    expect(await lintMessages('src/host/planted.ts', 'no-restricted-syntax', 'new Date(7).getHours();')).toEqual([]);
  });
});

describe('what lint forbids', () => {
  it.each(['async () => 1', 'new Promise(() => 1)', 'async function wait() { await 1; }'])(
    'analyse and shared: to wait, as in %s',
    async (code) => {
      for (const place of ['src/analyse/planted.ts', 'src/shared/base/planted.ts']) {
        const found = await lintMessages(place, 'no-restricted-syntax', `globalThis.read = ${code};`);
        expect({ place, found: [...new Set(found)] }).toEqual({
          place,
          found: [expect.stringContaining('never wait')],
        });
      }
    },
  );

  it.each(['readFile', 'open', 'createReadStream'])('all but disk: to read a file by %s', async (name) => {
    for (const room of rooms.filter((each) => each !== 'src/disk' && each !== 'webview')) {
      const code = `import { ${name} } from 'node:fs'; ${name}('/proc/kmsg');`;
      const found = await lintMessages(`${room}/planted.ts`, 'no-restricted-imports', code);
      expect({ room, found }).toEqual({ room, found: [expect.stringContaining('src/disk')] });
    }
  });

  it.each(['showErrorMessage', 'showQuickPick', 'withProgress'])(
    'the host: to say what it has not escaped, by %s',
    async (name) => {
      const found = await lintMessages(
        'src/host/targets/planted.ts',
        'no-restricted-properties',
        `window.${name}('');`,
      );
      expect(found).toEqual([expect.stringContaining('prompts.ts')]);
    },
  );
});
