/** Stored rows put together for reading: what was said later of a visit (how long, which titles) belongs to it. */
import { ACTIONS, CATEGORY_IDS, type CategoryId } from '../../lib/policy/categories.ts'
import { severitySchema, themeSchema } from '../../lib/policy/themes.ts'
import { OWN_KINDS, type OwnKind, type OwnRow, ownRowSchema } from '../../lib/protocol/own-row.ts'
import { z } from '../../lib/zod.ts'
import type { RowsTable } from '../db/tables/activity.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'
import { type RowSecret, rowSecretSchema } from './row-secret.ts'

/** What is read of a row to show it. */
export const ROW_COLUMNS = [
  'seq',
  'at',
  'kind',
  'person',
  'host',
  'categories',
  'action',
  'first',
  'second',
  'secret',
] as const satisfies readonly (keyof RowsTable)[]
export type StoredRow = Pick<RowsTable, (typeof ROW_COLUMNS)[number]>

const actionSchema = z.enum(ACTIONS)
const MOST_TITLES = 50

export class Gathered {
  readonly rows: OwnRow[] = []
  readonly #vault: Vault
  readonly #installation: number
  readonly #seconds = new Map<number, number>()
  readonly #titles = new Map<number, string[]>()

  constructor(vault: Vault, installation: number) {
    this.#vault = vault
    this.#installation = installation
  }

  /** Takes the next row; the newest come first, so that what belongs to a visit is there before it. */
  take(row: StoredRow): void {
    if (row.kind === 'stay' && row.first !== null && row.second !== null)
      this.#seconds.set(row.first, (this.#seconds.get(row.first) ?? 0) + row.second)
    else if (row.kind === 'title' && row.first !== null) this.#title(row.first, row)
    else if (isOwn(row.kind) && row.host !== null) this.rows.push(this.#shown(row, row.kind, row.host))
  }

  #title(visit: number, row: StoredRow): void {
    const { title } = this.#opened(row)
    const titles = this.#titles.get(visit) ?? []
    if (title !== undefined && titles.length < MOST_TITLES) this.#titles.set(visit, [title, ...titles])
  }

  #shown(row: StoredRow, kind: OwnKind, host: string): OwnRow {
    const { path, terms, words, file: kindOfFile, decided, name, ...opened } = this.#opened(row)
    const { theme, severity } = {
      theme: themeSchema.safeParse(opened.theme).data,
      severity: severitySchema.safeParse(opened.severity).data,
    }
    const file = ownRowSchema.shape.file.safeParse({ kind: kindOfFile, decided, name }).data
    const [seconds, titles] = [this.#seconds.get(row.seq), this.#titles.get(row.seq)]
    return {
      seq: row.seq,
      at: row.at,
      kind,
      host,
      ...(path === undefined ? {} : { path }),
      // Empty where it is on record for its theme alone.
      ...(terms === undefined || terms === '' ? {} : { terms }),
      ...(theme === undefined ? {} : { theme }),
      ...(severity === undefined ? {} : { severity }),
      ...(words === undefined ? {} : { words }),
      ...(titles === undefined ? {} : { titles }),
      ...(file === undefined ? {} : { file }),
      ...(seconds === undefined ? {} : { seconds }),
      categories: (row.categories ?? '').split(' ').filter(isCategory),
      action: actionSchema.safeParse(row.action).data ?? 'allow',
    }
  }

  #opened(row: StoredRow): RowSecret {
    return rowSecretSchema.parse(secretOf(this.#vault, this.#installation, row))
  }
}

/** What lies sealed of a row; an empty object where nothing does. */
export const secretOf = (
  vault: Vault,
  installation: number,
  { seq, secret }: Pick<StoredRow, 'seq' | 'secret'>,
): unknown => (secret === null ? {} : JSON.parse(vault.open(secret, PLACE_OF.row(installation, seq))))

/** Of a kind that people are shown. */
export const isOwn = (kind: string): kind is OwnKind => (OWN_KINDS as readonly string[]).includes(kind)
const isCategory = (id: string): id is CategoryId => (CATEGORY_IDS as readonly string[]).includes(id)
