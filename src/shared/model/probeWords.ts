/** Something that costs a service more than a read, for a person to agree to. */
export interface ProbeWords {
  /** What is to be known, for a menu: `Tell Held Memory from Garbage`. */
  readonly title: string;
  /** What it costs, and what it does, in sentences. */
  readonly cost: string;
  /** What a button says that agrees. */
  readonly button: string;
  /** While it is done. */
  readonly doing: string;
}
