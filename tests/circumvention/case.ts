/** One way round, or one thing that must not be taken for one: what is tried, what is expected, how it is played. */

/** Kinds of ways round. Every run plays some of each. */
export const TECHNIQUES = [
  'another spelling',
  'a number for a name',
  'a detour',
  'a frame or a popup',
  'an odd document',
  'a disguise',
  'a change without a load',
  'its own worker',
  'an address within an address',
  'a proxy engine',
  'a tunnel',
  'a game',
  'a chat',
  'the extension itself',
  'the browser',
  'ordinary use',
] as const
export type Technique = (typeof TECHNIQUES)[number]

interface Named {
  /** Stable, in kebab case. */
  readonly name: string
  readonly technique: Technique
  /** What is tried. */
  readonly tries: string
}

export interface Case<S> extends Named {
  /** What holds it, or for ordinary use: why it stays open. */
  readonly holds: string
  /** Throws when it does not come out as it should. Returns how long it took to be stopped, where that was measured. */
  readonly run: (stage: S) => Promise<number | void>
}

/** A way round that cannot be played in a headless browser on one machine. */
export interface NotRun extends Named {
  readonly why: string
  /** What covers it: keys of docs/browser-policies.md, or words where no setting does. */
  readonly covers: readonly string[]
}

/** What a table says of one. */
export interface Listed extends Named {
  readonly covered: string
  readonly isRun: boolean
  /** Ordinary use: must stay open. */
  readonly isAllowed: boolean
}

export const listed = (one: Case<never> | NotRun): Listed => ({
  name: one.name,
  technique: one.technique,
  tries: one.tries,
  covered: 'why' in one ? `${one.why}. Covered by ${one.covers.join(', ')}` : one.holds,
  isRun: !('why' in one),
  isAllowed: one.technique === 'ordinary use',
})
