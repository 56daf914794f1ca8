/** What a text says as JSON; null where it is none: whoever asks has to look at the fields anyway, and says what is wrong. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
