import { optionsShape } from './ownShapes';
import {
  anything,
  integer,
  listOf,
  number,
  object,
  optional,
  orNull,
  record,
  text,
  type Optional,
  type Shape,
} from './shape';

/** Positions and versions are whole numbers of 31 bits (LSP 3.17, Base Types). */
const unsigned = integer(0, 2 ** 31 - 1);
const version = integer(-(2 ** 31), 2 ** 31 - 1);

type Loose = Readonly<Record<string, unknown>>;

function fields(known: Readonly<Record<string, Shape<unknown> | Optional<unknown>>>): Shape<Loose> {
  return object<Loose>(known as never);
}

const document = fields({ uri: text });
const position = fields({ line: unsigned, character: unsigned });
const range = fields({ start: position, end: position });
const folder = fields({ uri: text, name: optional(text) });
const change = fields({ range: optional(range), text });
const diagnostic = fields({ range, message: anything });

/**
 * Plain LSP, as far as the engine makes use of it. What else stands in a message is the protocol's business and passes as it is.
 */
export const editorShapes: Readonly<Record<string, Shape<unknown>>> = {
  initialize: fields({
    capabilities: fields({
      workspace: optional(record),
      textDocument: optional(record),
      window: optional(record),
      general: optional(record),
    }),
    initializationOptions: optional(optionsShape),
    workspaceFolders: optional(listOf(folder)),
    rootUri: optional(text),
    rootPath: optional(text),
    locale: optional(text),
    processId: optional(number),
  }),
  'textDocument/didOpen': fields({ textDocument: fields({ uri: text, languageId: text, version, text }) }),
  'textDocument/didChange': fields({
    textDocument: fields({ uri: text, version: optional(version) }),
    contentChanges: listOf(change),
  }),
  'textDocument/didSave': fields({ textDocument: document }),
  'textDocument/didClose': fields({ textDocument: document }),
  'textDocument/hover': fields({ textDocument: document, position }),
  'textDocument/codeAction': fields({
    textDocument: document,
    range,
    context: fields({ diagnostics: listOf(diagnostic), only: optional(listOf(text)) }),
  }),
  'textDocument/inlayHint': fields({ textDocument: document, range }),
  'textDocument/diagnostic': fields({ textDocument: document, previousResultId: optional(text) }),
  'workspace/diagnostic': fields({ previousResultIds: optional(listOf(fields({ uri: text, value: text }))) }),
  'workspace/executeCommand': fields({ command: text, arguments: optional(listOf(anything)) }),
  'workspace/didChangeConfiguration': fields({ settings: anything }),
  'workspace/didChangeWatchedFiles': fields({ changes: listOf(fields({ uri: text, type: number })) }),
  'workspace/didChangeWorkspaceFolders': fields({ event: fields({ added: listOf(folder), removed: listOf(folder) }) }),
  'window/workDoneProgress/cancel': fields({ token: anything }),
  '$/setTrace': fields({ value: text }),
  '$/cancelRequest': fields({ id: anything }),
};

/** What a client answers when it is asked for its folders. */
export const foldersShape = orNull(listOf(object<{ readonly uri: string }>({ uri: text })));
