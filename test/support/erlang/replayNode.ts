// A node that holds a recorded conversation again, over a real socket: it lets in who knows the cookie, answers what was asked when it was
// recorded with the bytes of then, and notes what was not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { termCodec } from '../../../src/decode/etf/termCodec';
import { atomName, itemsOf, listOf } from '../../../src/shared/base/symbols/erlangTerms';
import { repositoryRoot } from '../paths';
import { askedBytes, unpackConversation, type Conversation } from './conversation';
import { scriptNode } from './scriptedNode';

export interface ReplayedNode {
  readonly address: string;
  readonly conversation: Conversation;
  /** Calls that nobody made when it was recorded, or less often: `module:name/arity`. */
  readonly unknown: readonly string[];
  /** Calls of then that were not made now. */
  readonly unasked: () => readonly string[];
}

/** What opens such a node. */
export const replayCookie = 'sesame';

/** `{badrpc, {'EXIT', {undef, []}}}`: what is not known is not offered, as by a release that lacks it. */
const notOffered = termCodec.write({
  kind: 'tuple',
  items: [
    { kind: 'atom', name: 'badrpc' },
    {
      kind: 'tuple',
      items: [
        { kind: 'atom', name: 'EXIT' },
        { kind: 'tuple', items: [{ kind: 'atom', name: 'undef' }, []] },
      ],
    },
  ],
});

/** @param name of a file of test/fixtures/conversations */
export async function replayNode(name: string): Promise<ReplayedNode> {
  const path = join(repositoryRoot, 'test/fixtures/conversations', `${name}.conversation`);
  const conversation = unpackConversation(readFileSync(path));
  const left = new Map<string, Uint8Array[]>();
  for (const { asked, answered } of conversation.exchanges) {
    const key = keyOf(asked);
    left.set(key, [...(left.get(key) ?? []), answered]);
  }
  const unknown: string[] = [];
  const { node, creation } = conversation;
  const { address } = await scriptNode({
    ...{ name: node, creation, cookie: replayCookie },
    answerBytes(call) {
      const asked = askedBytes(call);
      const answer = left.get(keyOf(asked))?.shift();
      if (answer === undefined) unknown.push(nameOf(asked));
      return answer ?? notOffered;
    },
  });
  const unasked = () => [...left].flatMap(([key, answers]) => answers.map(() => nameOf(Buffer.from(key, 'latin1'))));
  return { address, conversation, unknown, unasked };
}

/** What is said when a conversation no longer fits what is asked. */
export const recordAnew = 'what a node is asked has changed: npm run record conversations';

function keyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function nameOf(asked: Uint8Array): string {
  const [module, name, args] = itemsOf(termCodec.read(asked, 0, 'conversation').term);
  return `${atomName(module) ?? '?'}:${atomName(name) ?? '?'}/${listOf(args).length}`;
}
