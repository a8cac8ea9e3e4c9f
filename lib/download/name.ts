/** A file's name as its system will read it: what hides an ending from the eye is taken off first. */

/** Marks that turn the direction of what follows: with one of them `gpj.exe` is shown as `exe.jpg`. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/
/** These, the other marks of direction, and what has no width at all. */
const UNSEEN = /[\p{Cc}\p{Cf}\u115F\u1160\u3164\uFFA0]/gu
/** An ending that no system knows is longer than any that one does. */
const LONGEST_ENDING = 20
const LONGEST_NAME = 150

export interface FileName {
  /** As it may be shown and saved. */
  readonly shown: string
  /** Endings in lower case, the last one first. */
  readonly endings: readonly string[]
  /** Whether it is written so that its ending reads as another. */
  readonly turned: boolean
}

export function readName(name: string): FileName {
  const last = decoded(name).split(/[\\/]/).at(-1) ?? ''
  // Behind a colon Windows names a stream of the file, not another file: `a.exe::$DATA` is `a.exe`.
  const plain = (last.split(':')[0] ?? '').normalize('NFKC').replace(UNSEEN, '')
  const own = plain.replace(/[. _]+$/, '')
  const [, ...endings] = own.split('.').map((part) => part.trim().toLowerCase())
  return {
    shown: shortened(own.replace(/[<>"|?*~:/\\]/g, '_').replace(/^[.\s]+/, '')) || 'download',
    endings: endings.filter((one) => one !== '' && one.length <= LONGEST_ENDING).toReversed(),
    turned: TURNS.test(name),
  }
}

/** Its ending stays. */
const shortened = (name: string): string =>
  name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 40)}…${name.slice(-39)}`

/** `worksheet%2Eexe`: some servers and systems undo percent signs, so they count as undone. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name // A stray percent sign: read as it stands.
  }
}
