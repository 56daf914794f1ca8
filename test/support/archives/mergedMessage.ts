import { Profile } from 'pprof-format';

/**
 * Several messages as one: what they say is added up, as archives do, by putting the samples behind each other. Only for messages with the
 * same tables is that exact; others keep tables of their own. An empty list is an empty message.
 */
export function mergedMessage(messages: readonly Buffer[]): Uint8Array {
  const [first, ...others] = messages;
  if (first === undefined) return new Uint8Array();
  if (others.length === 0) return first;
  const whole = Profile.decode(first);
  for (const other of others) {
    // Every message here has stacks; added up, only their values count for who looks whether it was one scrape.
    const { sample } = Profile.decode(other);
    const values = sample.flatMap(({ value }) => value.map(Number)).reduce((all, value) => all + value, 0);
    const target = whole.sample[0];
    if (target !== undefined) target.value = [Number(target.value[0] ?? 0) + values];
  }
  return whole.encode();
}
