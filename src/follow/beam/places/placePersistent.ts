import { nowhere, placedAmong, type PlacedMeasure } from './placedMeasure';
import { wayOut } from './wayOut';
import type { Found, WorkspaceCode } from './workspaceCode';

/** Where terms are put by ever other keys (`persistent_term:put/2`); what stands under a name of its own is put in its own place. */
export function placePersistent(code: WorkspaceCode): PlacedMeasure {
  const puts = code.all('persist').filter(({ text, act }) => isMadeUp(firstOf(act.call), text.language));
  const place = placedAmong(puts) ?? nowhere;
  const [found] = puts;
  const [first, ...others] = code.all('erase');
  if (found === undefined || first === undefined || place.site === null) return place;
  return { ...place, bound: wayOut(code, { found, keeper: 'persistent_term' }, [first, ...others]) };
}

/** `{?MODULE, User}` of `persistent_term:put({?MODULE, User}, Decisions)`. */
function firstOf(call: string): string {
  let depth = 0;
  const from = call.indexOf('(') + 1;
  for (let at = from; at < call.length; at += 1) {
    const character = call[at] ?? '';
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    else if (character === ',' && depth === 0) return call.slice(from, at);
  }
  return call.slice(from);
}

/** Whether a key has something in it that is another one each time: a variable. */
function isMadeUp(key: string, language: Found['text']['language']): boolean {
  return language === 'erlang'
    ? /(?<![\w@?#'])[A-Z_]\w*/.test(key)
    : /(?<![\w@:.])[a-z_]\w*(?![\w.(:])/.test(key.replace(/__\w+__/g, ''));
}
