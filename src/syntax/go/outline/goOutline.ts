/** How a text mentions a name. What the mention means, only the parser can tell: these are places worth looking at. */
export type MentionKind =
  /** On its own. */
  | 'plain'
  /** Behind a dot: a field, a method, a name of another package. */
  | 'selected'
  /** Before a colon: a field of a literal, a label. */
  | 'key'
  /** Before a brace: the type of a literal. */
  | 'literal';

const kinds: readonly MentionKind[] = ['plain', 'selected', 'key', 'literal'];

/** A name and how it is mentioned, in one number. */
export function mention(name: number, kind: MentionKind): number {
  return name * kinds.length + kinds.indexOf(kind);
}

export function mentionedName(code: number): number {
  return Math.floor(code / kinds.length);
}

export function mentionKind(code: number): MentionKind {
  return kinds[code % kinds.length] ?? 'plain';
}

/** A declaration at package level, or a group of them in parentheses. Offsets in UTF-16 units, `end` exclusive. */
export interface GoPart {
  readonly kind: 'package' | 'import' | 'function' | 'method' | 'type' | 'variable' | 'constant';
  /** What it declares; for a method its name, without the type. */
  readonly names: readonly number[];
  readonly start: number;
  readonly end: number;
  /** Of a function: what is between its braces. Null where there is none. */
  readonly body: { readonly start: number; readonly end: number } | null;
  /** Each way of mentioning a name once: outside of the body, and in it. */
  readonly mentions: Int32Array;
  readonly inside: Int32Array;
}

/**
 * What a Go file declares and which names each declaration mentions: enough to know which of a package's functions can have to do with
 * a name, without a syntax tree. It says too much rather than too little.
 */
export interface GoOutline {
  readonly packageName: string;
  /** Import paths. */
  readonly imports: readonly string[];
  readonly parts: readonly GoPart[];
  /** False where brackets do not match: then the parts are not certain. */
  readonly sound: boolean;
}
