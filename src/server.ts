// Entry of the engine that our extension starts. The command line serves other editors.
import { serveEditor } from './languageServer';

serveEditor();

export {};
