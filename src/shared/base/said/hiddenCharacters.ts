/**
 * Characters that do something to a text instead of standing in it: they move the cursor, change colours, break lines, turn the
 * order round, join or vanish. Controls (C0, DEL, C1), format characters (bidirectional marks and controls, zero-width ones, tags),
 * lone surrogates, line and paragraph separators, and whatever else Unicode lets a font leave out (fillers, variation selectors).
 */
const hidden = '\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}';

/** Each of them. */
export const hiddenCharacter = new RegExp(`[${hidden}]`, 'gu');

/** Each run of them. */
export const hiddenRun = new RegExp(`[${hidden}]+`, 'gu');

/** Each of them but line feeds, which are the writer's own where a text has several lines. */
export const hiddenInLines = new RegExp(`(?!\\n)[${hidden}]`, 'gu');

/** Each of them that a JSON text may hold as it is: those below a blank are escaped by JSON itself. */
export const hiddenInJson = new RegExp(`(?![\\0-\\x1f])[${hidden}]`, 'gu');
