/**
 * Quick looks at rows and batches: true only for what the schemas surely accept. Validation by zod is a third of the
 * cost of a row; nearly every row is an ordinary one that a few comparisons settle. Whatever is not surely good goes
 * to zod, which decides and says what is wrong. A property test holds that zod accepts whatever these accept.
 */
import { ACTIONS, CATEGORY_IDS } from '../../lib/policy/categories.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { MAX_BATCH_ROWS, type SealedRow, type SessionKey } from '../../lib/protocol/wire.ts'

export interface SureBatch {
  readonly written: number
  readonly keys: SessionKey[]
  readonly rows: SealedRow[]
}

const BASE64URL = /^[A-Za-z0-9_-]*$/
const SALT = /^[A-Za-z0-9_-]{21}[AQgw]$/
const CATEGORIES: ReadonlySet<unknown> = new Set(CATEGORY_IDS)
const ACTION: ReadonlySet<unknown> = new Set(ACTIONS)

type Loose = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null
const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isCount = (value: unknown, least: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= least

/** True when the batch's own shape is surely right. What the rows hold is not looked at. */
export function isSurelyBatch(value: unknown): value is SureBatch {
  if (!isObject(value) || !isCount(value['written'], 0)) return false
  const { keys, rows } = value
  if (!Array.isArray(keys) || keys.length > 50 || !Array.isArray(rows) || rows.length > MAX_BATCH_ROWS)
    return false
  return keys.every(isSurelyKey) && rows.every(isSurelySealed)
}

const isSurelyKey = (key: unknown): boolean =>
  isObject(key) &&
  isText(key['id'], 40) &&
  isText(key['enc'], 200) &&
  BASE64URL.test(key['enc']) &&
  isText(key['wrapped'], 200) &&
  BASE64URL.test(key['wrapped']) &&
  (key['to'] === undefined || (isText(key['to'], 40) && BASE64URL.test(key['to'])))

function isSurelySealed(row: unknown): boolean {
  if (!isObject(row) || !isCount(row['seq'], 1) || !isText(row['key'], 40)) return false
  const { nonce, sealed } = row
  return (
    isText(nonce, 16) &&
    nonce.length === 16 &&
    BASE64URL.test(nonce) &&
    isText(sealed, 16_384) &&
    BASE64URL.test(sealed)
  )
}

/** True when this is surely one of the ordinary rows: a visit, its stay and title, a blocked page, a search. */
export function isSurelyRow(value: unknown): value is Row {
  if (!isObject(value) || !isCount(value['seq'], 1) || !isNumber(value['at']) || !isSurelyWho(value['who'])) {
    return false
  }
  const { salt } = value
  if (salt !== undefined && !(isText(salt, 22) && SALT.test(salt))) {
    return false
  }
  switch (value['kind']) {
    case 'stay':
      return Number.isSafeInteger(value['visit']) && isNumber(value['seconds'])
    case 'visit':
      return isSurelyPlace(value)
    case 'title':
      return Number.isSafeInteger(value['visit']) && isText(value['title'], 300)
    case 'blocked':
      return (
        isSurelyPlace(value) &&
        (value['target'] === 'page' || value['target'] === 'frame') &&
        // What the guard found is rare, and has a shape of its own; so has an entry of a locked list.
        value['listed'] === undefined &&
        value['found'] === undefined &&
        value['carried'] === undefined
      )
    case 'search':
      return (
        isSurelyPlace(value) &&
        isText(value['terms'], 500) &&
        value['theme'] === undefined &&
        value['severity'] === undefined &&
        value['help'] === undefined
      )
    default:
      return false
  }
}

const isSurelyWho = (who: unknown): boolean =>
  who === undefined ||
  (isObject(who) && isText(who['name'], 320) && (who['from'] === 'profile' || who['from'] === 'management'))

const isSurelyPlace = (row: Loose): boolean =>
  isText(row['host'], 253) &&
  (row['path'] === undefined || isText(row['path'], 2048)) &&
  Array.isArray(row['categories']) &&
  row['categories'].length <= 20 &&
  row['categories'].every((category) => CATEGORIES.has(category)) &&
  ACTION.has(row['action']) &&
  isText(row['reason'], 40)
