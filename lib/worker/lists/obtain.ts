/**
 * An index, and the names of it for the browser's rules, as the signed lists document names them: what has changed since
 * those that are held, or the whole. They count when their hash is the signed one and they say of well-known hosts what
 * they must; whatever else came is forgotten.
 */
import { checkCanaries, checkCarried } from '../../lists/canaries.ts'
import { hotFile, segmentsIn, withHotChange } from '../../lists/hot-file.ts'
import { deltaSteps } from '../../lists/index/delta.ts'
import { IndexError } from '../../lists/index/error.ts'
import { INDEX_FORMAT } from '../../lists/index/layout.ts'
import { type NamesIndex, openIndex } from '../../lists/index/open.ts'
import type { CarriedSegment } from '../../lists/lists.ts'
import { shippedLists } from '../../lists/load.ts'
import { withIndex } from '../../lists/with-index.ts'
import { type Bytes, sha256 } from '../../protocol/bytes.ts'
import type { ListsIndex } from '../../protocol/lists-document.ts'
import { WireError } from '../../protocol/wire-error.ts'
import type { Problem } from '../problems.ts'
import { forgetTransfers, transfer, type TransferParts, type Wanted } from './transfer.ts'

/** What came is not what was signed, or must not be used. The words are for staff. */
class RubbishError extends Error {
  override readonly name = 'RubbishError'
}

export interface Obtained {
  readonly bytes: Bytes
  readonly opened: NamesIndex
}

/** The one that is held, from which a change can be applied. */
export interface Older {
  readonly digest: string
  readonly bytes: () => Promise<Bytes | undefined>
}

/**
 * Rejects with a RubbishError, or with a WireError when the server cannot be asked; then what came stays kept. It stays
 * too when all is well, until the caller has the index on the disk: see `forgetTransfers`.
 */
export async function obtain(
  parts: Omit<TransferParts, 'most'>,
  index: ListsIndex,
  older?: Older,
): Promise<Obtained> {
  if (index.format !== INDEX_FORMAT)
    throw new RubbishError('The index is of a format that is not known here.')
  const wanted = { kind: 'index', digest: index.digest } as const
  const fetching = { ...parts, most: index.bytes }
  return obtained(fetching, wanted, (bytes) => checked(bytes, index), older && { ...older, apply: applied })
}

/** The names for the browser's rules that go with an index, as `obtain` has the index. `older`: those that are held. */
export async function obtainNames(
  parts: Omit<TransferParts, 'most'>,
  { digest, bytes: most }: NonNullable<ListsIndex['hot']>,
  older?: { readonly digest: string; readonly segments: readonly CarriedSegment[] },
): Promise<readonly CarriedSegment[]> {
  const before = older && {
    digest: older.digest,
    bytes: async () => encoded(hotFile(older.segments)),
    apply: async (from: Bytes, change: Bytes) => encoded(withHotChange(decoded(from), decoded(change))),
  }
  return obtained({ ...parts, most }, { kind: 'hot', digest }, checkedNames, before)
}

function checkedNames(bytes: Bytes): readonly CarriedSegment[] {
  const segments = segmentsIn(decoded(bytes))
  const [problem] = checkCarried(segments)
  if (problem !== undefined) throw new RubbishError(problem)
  return segments
}

const decoded = (bytes: Bytes): string => new TextDecoder().decode(bytes)
const encoded = (text: string): Bytes => new TextEncoder().encode(text)

/** An older file, with how a change is applied to it. */
interface Changeable extends Older {
  readonly apply: (from: Bytes, change: Bytes) => Promise<Bytes>
}

async function obtained<T>(
  parts: TransferParts,
  wanted: Wanted,
  check: (bytes: Bytes) => T,
  older: Changeable | undefined,
): Promise<T> {
  const changed = older && (await byChange(parts, wanted, older))
  try {
    return check(changed ?? (await whole(parts, wanted)))
  } catch (error) {
    // What is made of the same parts would be the same rubbish again.
    if (isRubbish(error)) await forgetTransfers(parts.database, wanted)
    throw error
  }
}

async function whole(parts: TransferParts, wanted: Wanted): Promise<Bytes> {
  const bytes = await transfer(parts, wanted)
  if ((await digestOf(bytes)) !== wanted.digest) throw new RubbishError('What came is not what was signed.')
  return bytes
}

/** What was signed is not what came, or cannot be used: it will be no better in a minute. */
const isRubbish = (error: unknown): boolean => error instanceof RubbishError || error instanceof IndexError

/** Undefined where the whole must be fetched instead: the change is a shorter way and never the only one. */
async function byChange(parts: TransferParts, wanted: Wanted, older: Changeable): Promise<Bytes | undefined> {
  try {
    const from = await older.bytes()
    if (from === undefined) return undefined
    const made = await older.apply(from, await transfer(parts, wanted, older.digest))
    if ((await digestOf(made)) === wanted.digest) return made
  } catch (error) {
    if (isForLater(error)) throw error
  }
  // Not what is here of the whole: an attempt before this one may have got far.
  await forgetTransfers(parts.database, wanted, older.digest)
  return undefined
}

/** Whether what failed may do better: in the next minute, later, or not as it was published. */
export function hopeOf(error: unknown): 'soon' | 'later' | 'none' {
  if (!(error instanceof WireError)) return isRubbish(error) ? 'none' : 'later'
  if (error.kind === 'network' || error.kind === 'timeout') return 'soon'
  return error.kind === 'answer' ? 'none' : 'later'
}

const MISSING = 'The school server does not have the index of its own lists: what is in force stays.'

/** What staff are told at once, or undefined when it may pass. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof WireError && error.status === 404)
    return { code: 'lists-index-missing', detail: MISSING }
  if (hopeOf(error) !== 'none' || !(error instanceof Error)) return undefined
  return { code: 'lists-index-refused', detail: error.message.slice(0, 500) }
}

const BUSY: readonly (number | undefined)[] = [429, 503]

/** The line is broken, or the server has too much to do: to ask it for more instead would not help. */
const isForLater = (error: unknown): boolean =>
  error instanceof WireError && (hopeOf(error) === 'soon' || BUSY.includes(error.status))

/** Milliseconds of work at a time: a page that begins meanwhile must not wait for the rest. */
const AT_A_TIME = 6

async function applied(from: Bytes, delta: Bytes): Promise<Bytes> {
  const steps = deltaSteps(from, delta)
  for (;;) {
    const until = performance.now() + AT_A_TIME
    do {
      const step = steps.next()
      if (step.done === true) return new Uint8Array(step.value)
    } while (performance.now() < until)
    await pause()
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

async function digestOf(bytes: Bytes): Promise<string> {
  const hash = await sha256(bytes)
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What is on the disk already, or undefined where it must be fetched after all. */
export function opens(bytes: Bytes, index: ListsIndex): Obtained | undefined {
  try {
    return checked(bytes, index)
  } catch {
    return undefined // Whatever is wrong with it, another takes its place.
  }
}

function checked(bytes: Bytes, index: ListsIndex): Obtained {
  const opened = openIndex(bytes)
  if (opened.names !== index.names) throw new RubbishError('The index has not as many names as was signed.')
  const held = { known: (host: string) => opened.categoriesOf(host), read: async () => undefined }
  const [problem] = checkCanaries(withIndex(shippedLists(), held))
  if (problem !== undefined) throw new RubbishError(problem)
  return { bytes, opened }
}
