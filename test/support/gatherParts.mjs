const gathered = 'part-gathered.js';

/** A larger one is worth a file of its own: who needs another of the parts should not read it. */
const largest = 32 * 1024;

/**
 * Puts the small parts that a program loads at its start into one file. To find, read and compile a file takes Node a third of a millisecond,
 * which for forty parts is more than all that stands in them. A part stays a script that runs when it is first asked for.
 *
 * @param {ReadonlyMap<string, string>} scripts all of a folder, by file name
 * @param {readonly [first: string, then: string]} start of the program that is felt: what answers the shortest questions itself, and what it loads for all others
 * @returns {Map<string, string>} the same with fewer files
 */
export function gatherParts(scripts, [first, then]) {
  const before = loadedAtOnce(scripts, first);
  const names = [...loadedAtOnce(scripts, then)].filter(
    (name) => !before.has(name) && isSmallPart(name, scripts.get(name)),
  );
  const ask = (call) => (code) =>
    names.reduce((changed, name) => changed.replaceAll(`require("./${name}")`, `${call}("${name}")`), code);
  const others = [...scripts].filter(([name]) => !names.includes(name));
  const rewritten = others.map(([name, code]) => [name, ask(`require("./${gathered}")`)(code)]);
  const inside = names.map((name) => [name, ask('askPart')(scripts.get(name))]);
  return new Map([...rewritten, [gathered, together(inside)]]);
}

function isSmallPart(name, code) {
  return name.startsWith('part-') && code.length <= largest;
}

/** The entry, what it asks for when it is run, and what that asks for. */
export function loadedAtOnce(scripts, entry) {
  const found = new Set([entry]);
  for (const name of found) {
    const atOnce = (scripts.get(name) ?? '').replace(/\.then\(\(\)\s*=>\s*require\("[^"]+"\)\)/g, '');
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
    'const module={exports:{}};asked.set(name,module);parts[name](module,module.exports);return module.exports}',
    'module.exports=askPart;\n',
  ].join('\n');
}
