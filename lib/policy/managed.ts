/**
 * Managed configuration: what the browser's management says, made into values that can be relied on. Bad input
 * never throws and never opens anything: see docs/adr/0002-managed-values.md for what holds instead.
 */
import { crossCheck, strangeKeys } from './managed-cross.ts'
import { isBlank } from './managed-input.ts'
import { managedKeys, rowOf, type ManagedKey, type ManagedValues } from './managed-keys.ts'
import { problem, type ManagedProblem } from './managed-report.ts'
import { fallback, settle, type Settled } from './managed-settle.ts'
import { valuesOf, type ManagedText } from './managed-values.ts'

export type { ManagedKey, ManagedValues } from './managed-keys.ts'
export { describeProblem, problemSignal, type ManagedProblem } from './managed-report.ts'

export interface ManagedConfig {
  /** The good texts of every key that is set. Stored as the last good values; a later version reads them anew. */
  readonly text: ManagedText
  /** The same, read, with defaults. */
  readonly values: ManagedValues
  /** Keys of which something is held over from before, because what came could not be read. */
  readonly kept: readonly ManagedKey[]
}

export interface ManagedResult {
  /** Null when nothing has arrived and nothing is known from before: the built-in baseline holds. */
  readonly config: ManagedConfig | null
  readonly problems: readonly ManagedProblem[]
}

/**
 * Reads managed values as `storage.managed.get()` gives them. `lastGood` is the config of the last call that had
 * one; what cannot be read keeps its value from there.
 */
export function parseManaged(raw: unknown, lastGood?: ManagedConfig): ManagedResult {
  const input = isRecord(raw) ? raw : {}
  const strangers = strangeKeys(input)
  const present = managedKeys().filter((key) => !isBlank(input[key]))
  if (present.length === 0) return nothing(strangers, lastGood)
  const missing = managedKeys().filter((key) => rowOf(key).required === true && !present.includes(key))
  const announced = settleKeysSet(input, lastGood?.text)
  const text: Partial<Record<ManagedKey, readonly string[]>> = {}
  const kept: ManagedKey[] = []
  const problems: ManagedProblem[] = [...strangers, ...missing.map(missingRequired)]
  for (const key of managedKeys()) {
    const settled = present.includes(key)
      ? settle(key, input[key], lastGood?.text)
      : settleAbsent(key, missing.length > 0, announced.includes(key), lastGood?.text)
    // An empty list is the same as an unset one: only defaults of texts and of recording hours are not empty.
    if (settled.text !== undefined && settled.text.length > 0) text[key] = settled.text
    if (settled.kept) kept.push(key)
    problems.push(...settled.problems)
  }
  problems.push(...crossCheck(text))
  return { config: { text, values: valuesOf(text), kept }, problems }
}

/**
 * The last good values as they were stored; undefined when there are none that can be read. A key that is missing
 * there was unset; a text that this version no longer reads is treated as one that never read well.
 */
export function restoreManaged(stored: unknown): ManagedConfig | undefined {
  if (!isRecord(stored) || !isRecord(stored['text'])) return undefined
  const { text: storedText, kept: storedKept } = stored
  const text: Partial<Record<ManagedKey, readonly string[]>> = {}
  for (const key of managedKeys()) {
    const settled = isBlank(storedText[key]) ? undefined : settle(key, storedText[key], undefined).text
    if (settled !== undefined && settled.length > 0) text[key] = settled
  }
  if (Object.keys(text).length === 0) return undefined
  crossCheck(text)
  const kept = Array.isArray(storedKept) ? storedKept : []
  return { text, values: valuesOf(text), kept: managedKeys().filter((key) => kept.includes(key)) }
}

function nothing(strangers: readonly ManagedProblem[], lastGood: ManagedConfig | undefined): ManagedResult {
  if (lastGood === undefined) {
    const wrong = 'No managed values have arrived yet'
    const fix = 'If this stays, check the extension’s policy in your management and at chrome://policy.'
    return { config: null, problems: [...strangers, problem('waiting', '', { wrong, fix })] }
  }
  const wrong = 'All managed values are gone'
  const fix = 'Set them again, or remove the extension from the device if that is what was meant.'
  const problems = [...strangers, problem('empty', '', { wrong, fix }, { kept: true })]
  return { config: { ...lastGood, kept: Object.keys(lastGood.text) as ManagedKey[] }, problems }
}

function settleAbsent(
  key: ManagedKey,
  incomplete: boolean,
  announced: boolean,
  lastGood: ManagedText | undefined,
): Settled {
  if (!incomplete && !announced) return { kept: false, problems: [] }
  const held = rowOf(key).protective === true || lastGood !== undefined ? fallback(key, lastGood) : undefined
  const shape = rowOf(key).list === undefined ? 'one text' : 'a list of texts'
  const what = {
    wrong: 'is named in keysSet but did not arrive',
    fix: `The browser drops a value that is not ${shape}: correct it, or take the name out of keysSet.`,
  }
  const kept = held !== undefined
  const problems = announced ? [problem('did-not-arrive', key, what, { kept })] : []
  return held === undefined ? { kept, problems } : { text: held, kept, problems }
}

/** `keysSet` is needed before the other keys are read. */
function settleKeysSet(input: Record<string, unknown>, lastGood: ManagedText | undefined): readonly string[] {
  if (isBlank(input['keysSet'])) return []
  const texts = settle('keysSet', input['keysSet'], lastGood).text ?? []
  return valuesOf({ keysSet: texts }).keysSet
}

const missingRequired = (key: ManagedKey): ManagedProblem =>
  problem('missing-required', key, {
    wrong: 'is missing',
    fix: 'It must be set; until then keys that are missing keep their last good value.',
  })

const isRecord = (raw: unknown): raw is Record<string, unknown> =>
  raw !== null && typeof raw === 'object' && !Array.isArray(raw)
