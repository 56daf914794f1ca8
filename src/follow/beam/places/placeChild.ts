import { functionText } from '../../../shared/base/symbols/erlangFunction';
import type { NodeProcess } from '../../../shared/model/beam/nodeProcess';
import type { RelatedSite } from '../../../shared/model/finding';
import type { ErlangText } from '../../../shared/ports/sources/erlangSource';
import { ancestorModules } from './ancestorModules';
import { mostOthers, nowhere, type PlacedMeasure } from './placedMeasure';
import { siteAt, type WorkspaceCode } from './workspaceCode';

/**
 * A process whose code is a library's, started below a module of the workspace: the lines of that module that name the library, as the list
 * of a supervisor's children does. Nowhere where it does not, or too often. @param libraries modules of what the process runs
 */
export function placeChild(process: NodeProcess, libraries: readonly string[], code: WorkspaceCode): PlacedMeasure {
  for (const module of ancestorModules(process, code)) {
    const [first, ...others] = code.textsOf(module).flatMap((text) => namingLines(text, module, { libraries, code }));
    if (first === undefined) continue;
    if (others.length > mostOthers) return nowhere;
    const related = others.map(({ site }): RelatedSite => ({ ...site, role: 'or-here' }));
    return { ...nowhere, ...first, module, related, isOfLibrary: true, startsLibrary: true };
  }
  return nowhere;
}

function namingLines(
  text: ErlangText,
  module: string,
  { libraries, code }: { readonly libraries: readonly string[]; readonly code: WorkspaceCode },
) {
  const names = libraries.flatMap((library) => namesOf(library));
  if (names.length === 0) return [];
  const isNamed = new RegExp(`(?<![\\w@.?])(?:${names.join('|')})(?![\\w@])`);
  const { functions } = code.read(text);
  return text.text.split('\n').flatMap((written, row) => {
    const line = row + 1;
    const around = functions.find((one) => one.line <= line && line <= one.end);
    if (around === undefined || code.moduleAt(text, line) !== module) return [];
    if (!isNamed.test(withoutComment(written, text.language))) return [];
    const site = siteAt(text, functionText({ module, name: around.name, arity: around.arity }), line);
    return [{ site, operation: written.trim(), lineInFunction: line - around.line }];
  });
}

/** `Cachex` of `Elixir.Cachex.Janitor`, which is started by its library; `hackney_pool`, and `hackney` before it. */
function namesOf(library: string): readonly string[] {
  const [, elixir] = /^Elixir\.(\w+)/.exec(library) ?? [];
  if (elixir !== undefined) return [`${elixir}(?:\\.\\w+)*`];
  const [, first] = /^([a-z]+)_\w+$/.exec(library) ?? [];
  return /^\w+$/.test(library) ? [library, ...(first === undefined ? [] : [first])] : [];
}

function withoutComment(line: string, language: ErlangText['language']): string {
  return line.replace(language === 'erlang' ? /%.*$/ : /(?<!["\w])#(?!\{).*$/, '');
}
