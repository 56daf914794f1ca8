/** An agent asked for what cannot be had; the message says what to do instead. */
export class AgentMistake extends Error {
  override readonly name = 'AgentMistake';
}
