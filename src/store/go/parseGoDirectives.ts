/** One directive of a go.mod or go.work: a line, or a line of a block. */
export interface GoDirective {
  /** `module`, `require`, `replace`, `use` … */
  readonly verb: string;
  readonly words: readonly string[];
}

/** Directives beyond these are nobody's go.mod. */
const maxDirectives = 20_000;

/**
 * The directives of a go.mod or go.work (https://go.dev/ref/mod#go-mod-file-lexical): blocks are taken apart, comments left
 * out, quotes removed. Lines that make no sense are left out: the go tool has its own words for them.
 */
export function parseGoDirectives(text: string): readonly GoDirective[] {
  const found: GoDirective[] = [];
  let block: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (found.length >= maxDirectives) break;
    const words = wordsOf(line);
    const [first] = words;
    if (first === undefined) continue;
    if (block !== null) {
      if (first === ')') block = null;
      else found.push({ verb: block, words });
    } else if (words[1] === '(') {
      block = first;
    } else {
      found.push({ verb: first, words: words.slice(1) });
    }
  }
  return found;
}

/** A quoted string, a bracket, an arrow, a comment, or whatever stands without spaces; a comment may follow directly. */
const word = /"([^"]*)"|`([^`]*)`|\/\/.*|=>|[()]|(?:(?!\/\/)[^\s"`()])+/g;

function wordsOf(line: string): string[] {
  return [...line.matchAll(word)]
    .filter(([all]) => !all.startsWith('//'))
    .map(([all, quoted, raw]) => quoted ?? raw ?? all);
}
