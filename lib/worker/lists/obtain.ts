/**
 * An index as the signed lists document names it: what has changed since the one that is held, or the whole. It counts
 * when its hash is the signed one and it says of well-known hosts what it must; whatever else came is forgotten.
 */
import { checkCanaries } from '../../lists/canaries.ts'
import { deltaSteps } from '../../lists/index/delta.ts'
import { IndexError } from '../../lists/index/error.ts'
import { INDEX_FORMAT } from '../../lists/index/layout.ts'
import { type NamesIndex, openIndex } from '../../lists/index/open.ts'
import { shippedLists } from '../../lists/load.ts'
import { withIndex } from '../../lists/with-index.ts'
import { type Bytes, sha256 } from '../../protocol/bytes.ts'
import type { ListsIndex } from '../../protocol/lists-document.ts'
import { WireError } from '../../protocol/wire-error.ts'
import { forgetTransfer, transfer, type TransferParts } from './transfer.ts'

/** What came is not what was signed, or must not be used. The words are for staff. */
export class RubbishError extends Error {
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

/** Rejects with a RubbishError, or with a WireError when the server cannot be asked; then what came stays kept. */
export async function obtain(
  parts: Omit<TransferParts, 'most'>,
  index: ListsIndex,
  older?: Older,
): Promise<Obtained> {
  if (index.format !== INDEX_FORMAT)
    throw new RubbishError('The index is of a format that is not known here.')
  const fetching = { ...parts, most: index.bytes }
  const changed = older && (await byChange(fetching, index, older))
  if (changed) return checked(changed, index)
  const whole = await transfer(fetching, index.digest)
  // Put together: what it was made of is of no more use, good or bad.
  await forgetTransfer(parts, index.digest)
  if ((await digestOf(whole)) !== index.digest)
    throw new RubbishError('What came is not the index that was signed.')
  return checked(whole, index)
}

/** Undefined where the whole must be fetched instead. */
async function byChange(
  parts: TransferParts,
  { digest }: ListsIndex,
  older: Older,
): Promise<Bytes | undefined> {
  const from = await older.bytes()
  if (from === undefined) return undefined
  try {
    const delta = await transfer(parts, digest, older.digest)
    await forgetTransfer(parts, digest, older.digest)
    const made = await applied(from, delta)
    return (await digestOf(made)) === digest ? made : undefined
  } catch (error) {
    const isNone = error instanceof WireError && error.status === 404
    if (isNone || error instanceof IndexError) return undefined
    throw error
  }
}

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
  } catch (error) {
    if (error instanceof RubbishError || error instanceof IndexError) return undefined
    throw error
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
