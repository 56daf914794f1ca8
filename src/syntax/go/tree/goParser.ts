import type * as TreeSitter from '@vscode/tree-sitter-wasm';
import type { Language, Parser, Tree, TreeCursor } from '@vscode/tree-sitter-wasm';
import { GoFile, GoNode } from './goNode';

/** Where the two WebAssembly files lie: the entry files know, because the bundler puts them beside the bundle. */
export interface WasmFiles {
  /** Absolute path of `tree-sitter.wasm`. */
  readonly runtime: string;
  /** Absolute path of `tree-sitter-go.wasm`. */
  readonly language: string;
  /** Reads one of them, however it is packed. */
  readonly read: (file: string) => Promise<Uint8Array>;
}

/**
 * Turns text into a syntax tree; null where it is no use: too large, too deep, not text. `shown` is the text with parts of it
 * blank: these are left out of the tree.
 */
export type ParseGo = (path: string, text: string, shown?: string) => GoFile | null;

/** Generated code may be larger, but people do not wait in it; a file of this size parses in about a second. */
const maxCharacters = 8 * 1024 * 1024;
const maxNodesPerFile = 400_000;
/** Analysis recurses; nothing that a person writes is nested as deep. */
const maxDepth = 1000;
/** For one file. Real code takes a millisecond per hundred lines; garbage that makes the parser guess takes longer. */
const maxParseMillis = 3000;

interface Grammar {
  readonly parser: Parser;
  readonly language: Language;
}

/** Loads the parser: WebAssembly starts here, so it is called with the first question and not before. */
export async function loadGoParser(wasm: WasmFiles): Promise<ParseGo> {
  const library = await loadLibrary();
  // Emscripten takes the bytes themselves, too, which the types of the package leave out.
  const runtime = { locateFile: () => wasm.runtime, wasmBinary: await wasm.read(wasm.runtime) };
  await library.Parser.init(runtime);
  const language = await library.Language.load(await wasm.read(wasm.language));
  const parser = new library.Parser();
  parser.setLanguage(language);
  return (path, text, shown = text) => parseText({ parser, language }, new GoFile(path, text), shown);
}

type Library = Pick<typeof TreeSitter, 'Parser' | 'Language'>;

/** Imported by Node itself, the CommonJS module is the default export; in a bundle its names are there. */
async function loadLibrary(): Promise<Library> {
  const module = (await import('@vscode/tree-sitter-wasm')) as Library & { readonly default?: Library };
  return module.default?.Parser === undefined ? module : module.default;
}

function parseText({ parser, language }: Grammar, file: GoFile, shown: string): GoFile | null {
  if (shown.length > maxCharacters || shown.includes('\0')) return null;
  const deadline = performance.now() + maxParseMillis;
  const progressCallback = () => performance.now() > deadline;
  parser.reset();
  const tree = parser.parse(shown, null, { progressCallback });
  if (tree === null) return null;
  try {
    return copyTree(tree, file, language);
  } finally {
    tree.delete();
  }
}

function copyTree(tree: Tree, file: GoFile, language: Language): GoFile | null {
  const cursor = tree.walk();
  try {
    const root = copyNodes(cursor, file, language);
    if (root === null) return null;
    file.plant(root);
    file.damaged = tree.rootNode.hasError;
    return file;
  } finally {
    cursor.delete();
  }
}

/** Depth first without recursion, so that hostile nesting cannot overflow the stack. */
function copyNodes(cursor: TreeCursor, file: GoFile, language: Language): GoNode | null {
  const root = nodeAt(cursor, file, null, language);
  const parents: GoNode[] = [];
  let current = root;
  for (;;) {
    if (cursor.gotoFirstChild()) parents.push(current);
    else while (!cursor.gotoNextSibling()) if (!cursor.gotoParent() || parents.pop() === undefined) return root;
    const parent = parents.at(-1);
    if (parent === undefined) return root;
    if (parents.length > maxDepth || file.nodes > maxNodesPerFile) return null;
    current = keep(cursor, file, parent, language);
  }
}

/** Anonymous tokens and comments have nothing below them: the walk stands on them for a moment, and they become no nodes. */
function keep(cursor: TreeCursor, file: GoFile, parent: GoNode, language: Language): GoNode {
  const type = cursor.nodeTypeId;
  if (language.types[type] === 'comment') {
    file.commentRows.add(file.row(cursor.startIndex));
    return parent;
  }
  if (!isNamed(language, type) && language.fields[cursor.currentFieldId] !== 'operator') return parent;
  const node = nodeAt(cursor, file, parent, language);
  parent.children.push(node);
  file.nodes += 1;
  return node;
}

const namedTypes = new Map<number, boolean>();

/** Asked for every token: remembered, because the answer lies in WebAssembly. */
function isNamed(language: Language, type: number): boolean {
  const known = namedTypes.get(type);
  if (known !== undefined) return known;
  // An error node is no type of the grammar, and may hold anything.
  const named = language.types[type] === undefined || language.nodeTypeIsNamed(type);
  namedTypes.set(type, named);
  return named;
}

function nodeAt(cursor: TreeCursor, file: GoFile, parent: GoNode | null, language: Language): GoNode {
  const fieldId = cursor.currentFieldId;
  return new GoNode(file, parent, {
    type: language.types[cursor.nodeTypeId] ?? 'ERROR',
    field: fieldId === 0 ? '' : (language.fields[fieldId] ?? ''),
    start: cursor.startIndex,
    end: cursor.endIndex,
  });
}
