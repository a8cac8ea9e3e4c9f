/** What the record's part of the page shows: a search, a look that is being begun, or a record; and the viewing log. */
import { signal } from '@preact/signals'
import type {
  FoundPupil,
  FoundPupils,
  Look,
  NewLook,
  SharedRow,
  Timeline,
} from '../../lib/protocol/record-looks.ts'
import { here } from '../answer.ts'
import { ApiError } from '../api.ts'
import { Growing } from '../list/growing.ts'
import { leave } from '../state.ts'
import { recordApi } from './api.ts'

/** An entry that a colleague sent a link to. */
export type Linked = SharedRow & { readonly link: string }

export type Filter = Readonly<Record<string, string>>

/** A record that is looked at. */
export interface Open {
  readonly look: Look
  readonly pupil: FoundPupil
  readonly filter: Filter
  readonly rows: Timeline['rows']
  /** Where to go on; null at the end. */
  readonly next: string | null
  readonly reached: number
  readonly timeZone: string
  readonly state: 'loading' | 'ready' | 'over'
  /** What a colleague's link led to. */
  readonly linked?: Linked | undefined
  /** Where that is, while it is shown in its place. */
  readonly shared?: Timeline['shared']
  /** Why the last page did not come. */
  readonly wrong?: string | undefined
}

/** Null before anybody searched; a text is why the answer did not come. */
export const found = signal<FoundPupils | 'searching' | { readonly wrong: string } | null>(null)
/** The pupil whom a look is being begun at, and what the form began with when a look is over. */
export const chosen = signal<{
  readonly pupil: FoundPupil
  readonly again?: Look | undefined
  readonly linked?: Linked | undefined
} | null>(null)
export const open = signal<Open | null>(null)
export const log = new Growing<Look>(async (query) => {
  const { looks, next } = await recordApi.log(query)
  return { items: looks, next }
})

/** Of somebody else who was signed in here before nothing stays. */
export function forgetRecord(): void {
  found.value = null
  chosen.value = null
  open.value = null
}

export async function search(find: string): Promise<void> {
  found.value = 'searching'
  try {
    found.value = await recordApi.find(find)
  } catch (error) {
    found.value = { wrong: wordsOf(error) }
  }
}

/** Begins a look and shows its first page. Rejects with what the server says against it. */
export async function begin(pupil: FoundPupil, asked: NewLook, linked?: Linked): Promise<void> {
  const look = await recordApi.begin(asked)
  open.value = {
    look,
    pupil,
    filter: {},
    rows: [],
    next: null,
    reached: look.at,
    timeZone: 'Europe/London',
    state: 'loading',
    linked,
  }
  chosen.value = null
  await loadLinked()
}

/** What the link led to, in its place; without one, the newest. */
export async function loadLinked(): Promise<void> {
  const link = open.value?.linked?.link
  await load(link === undefined ? {} : { link })
}

/** Asks with another filter, from the newest on; or, with the same, for what is older. */
export async function load(filter: Filter, before?: string): Promise<void> {
  const now = open.value
  if (now === null) return
  const kept = before === undefined ? [] : now.rows
  const next = before ?? null
  const shared = before === undefined ? undefined : now.shared
  const asking: Open = { ...now, filter, rows: kept, next, shared, state: 'loading', wrong: undefined }
  open.value = asking
  try {
    const query = before === undefined ? filter : { ...withoutLink(filter), before }
    const page = await recordApi.rows(now.look.id, query)
    // Somebody may have asked for something else meanwhile.
    if (open.value !== asking) return
    open.value = { ...asking, shared, ...page, rows: [...kept, ...page.rows], state: 'ready' }
  } catch (error) {
    if (open.value !== asking) return
    const isOver = error instanceof ApiError && error.status === 403
    open.value = { ...asking, state: isOver ? 'over' : 'ready', wrong: wordsOf(error) }
  }
}

/** What is older than a linked entry is asked for as of any. */
const withoutLink = ({ link: _link, ...filter }: Filter): Filter => filter

/** The look is over: what it opened is put away, whether or not anybody asks for more. */
export function expire(id: string): void {
  if (open.value?.look.id === id && open.value.state !== 'over')
    open.value = { ...open.value, rows: [], next: null, state: 'over', wrong: undefined }
}

/** The page that did not come, again. */
export const again = ({ filter, next }: Open): void => void load(filter, next ?? undefined)

/** Puts a look that changed in its place, in the log and over the record. */
export function put(changed: Look): void {
  if (open.value?.look.id === changed.id) open.value = { ...open.value, look: changed }
  const shown = here(log.shown.value)
  if (shown === null) return
  const items = shown.items.map((one) => (one.id === changed.id ? changed : one))
  log.shown.value = { ...shown, items }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof ApiError)) throw error
  if (error.status === 401) leave('Your session has ended.')
  return error.message
}
