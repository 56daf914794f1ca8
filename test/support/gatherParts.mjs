const gathered = 'part-gathered.js';

/** A larger one is worth a file of its own: who needs another of the parts should not read it. */
const largest = 96 * 1024;

/**
 * Puts the parts that a program loads at its start into one file, and what answers the shortest questions into its first one. To find, read and
 * compile a file takes Node a third of a millisecond, which for forty parts is more than all that stands in them. A part stays a script that
 * runs when it is first asked for.
 *
 * @param {ReadonlyMap<string, string>} scripts all of a folder, by file name
 * @param {readonly [first: string, then: string]} start of the program that is felt: what answers the shortest questions itself, and what it loads for all others
 * @returns {Map<string, string>} the same with fewer files
 */
export function gatherParts(scripts, [first, then]) {
  const parts = (entry) => [...loadedAtOnce(scripts, entry)].filter((name) => isSmallPart(name, scripts.get(name)));
  const names = parts(then);
  const own = parts(first);
  const inside = (all) => all.map((name) => [name, asking(all, 'askPart', scripts.get(name))]);
  const others = [...scripts].filter(([name]) => name !== first && !names.includes(name));
  const ask = `require("./${gathered}")`;
  // The few that both need stand in both: none of them keeps anything.
  const alone = `${hashbang(scripts.get(first))}${together(inside(own))}${asking(own, 'askPart', withoutHashbang(scripts.get(first)))}`;
  return new Map([
    ...others.map(([name, code]) => [name, asking(names, ask, code)]),
    [first, asking(names, ask, alone)],
    [gathered, `${together(inside(names))}module.exports=askPart;\n`],
  ]);
}

/** A script that asks for some of its parts otherwise. */
function asking(names, call, code) {
  return names.reduce((changed, name) => changed.replaceAll(`require("./${name}")`, `${call}("${name}")`), code);
}

function hashbang(code) {
  return /^#!.*\n/.exec(code)?.[0] ?? '';
}

function withoutHashbang(code) {
  return code.slice(hashbang(code).length);
}

function isSmallPart(name, code) {
  return name.startsWith('part-') && code.length <= largest;
}

/** The entry, what it asks for when it is run, and what that asks for: not what a function asks for when it is called. */
export function loadedAtOnce(scripts, entry) {
  const found = new Set([entry]);
  for (const name of found) {
    const atOnce = (scripts.get(name) ?? '').replace(/=>\s*require\("[^"]+"\)/g, '');
    for (const [, asked] of atOnce.matchAll(/\brequire\("\.\/([^"]+\.js)"\)/g)) found.add(asked);
  }
  return found;
}

function together(scripts) {
  const functions = scripts.map(([name, code]) => `${JSON.stringify(name)}:(function(module,exports){${code}\n})`);
  return [
    `const parts={${functions.join(',\n')}};`,
    'const asked=new Map();',
    'function askPart(name){',
    'const known=asked.get(name);if(known!==undefined)return known.exports;',
    'const module={exports:{}};asked.set(name,module);parts[name](module,module.exports);return module.exports}\n',
  ].join('\n');
}
