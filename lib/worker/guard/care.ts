/** Which pages are looked at with more care, though nothing hints at what they are: what that shows costs a page to tell. */
import type { Read } from '../../guard/markup/signals-of.ts'
import type { Signals } from '../../guard/signals.ts'

/** Of the view, from which a frame may be what the page is for. */
const COVERS_MUCH = 0.4
/** Of the browser's functions: what measures a page replaces one or two. */
const MANY_REPLACED = 3
/** Characters. */
const LITTLE = 300
/** Frames of animation a second. */
const MOVES = 5

/** Of the kind that an unblocker's pages are; most pages are not. What its scripts have replaced and named is asked for. */
export const deservesCare = (signals: Signals, hollow: Read['hollow']): boolean =>
  signals.acts.sharedWorkers > 0 ||
  signals.acts.replaced.length >= MANY_REPLACED ||
  signals.frames.some(({ share }) => share > COVERS_MUCH) ||
  hollow === 'own' ||
  (hollow !== null && doesMore(signals))

/** Than its words say: what it shows may stand where its markup does not show it. */
const doesMore = ({ acts, textLength, storage }: Signals): boolean =>
  textLength < LITTLE ||
  storage.controlled ||
  acts.animation > MOVES ||
  acts.audio + acts.wasm + acts.gamepad + acts.pointerLock + acts.peers + acts.transports > 0
