/** The draft as this page has it, what is sent of it, and where somebody else was first. */
import { computed, signal } from '@preact/signals'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { type Edit, isSame, valueAt } from '../../lib/policy/edits.ts'
import { fieldPath } from '../../lib/policy/validate-shape.ts'
import type { Edited, PolicyDraft, PolicyProblem, PolicyVersion } from '../../lib/protocol/policy-editor.ts'
import { type Answer, here, take } from '../answer.ts'
import { ApiError } from '../api.ts'
import { attempt, notice } from '../state.ts'
import { policyApi } from './api.ts'

export const shownDraft = signal<Answer<PolicyDraft>>(null)
export const versions = signal<Answer<readonly PolicyVersion[]>>(null)

/** Somebody else was first: what this page wanted, and what stands there. */
export interface Meeting {
  readonly edit: Edit
  readonly conflict: Edited['conflicts'][number]
}
export const meetings = signal<readonly Meeting[]>([])
/** What the server refused at a field, until the next answer. */
const refused = signal<PolicyProblem | null>(null)

export const draft = computed(() => here(shownDraft.value))

const EMPTY: readonly PolicyProblem[] = []
const problems = computed(() => {
  const found = draft.value?.problems ?? EMPTY
  return refused.value === null ? found : [...found, refused.value]
})

/** Answers that were asked for earlier must not cover those of later changes. */
let changing = 0

export async function load(): Promise<void> {
  const before = changing
  await take(shownDraft, async () => {
    const next = await policyApi.draft()
    return changing === before ? next : (draft.value ?? next)
  })
}

export const loadVersions = (): Promise<void> =>
  take(versions, async () => (await policyApi.versions()).versions)

/** What the draft says at a place. */
export const inDraft = (path: readonly string[]): unknown => valueAt(draft.value?.document, path)
const inForce = (path: readonly string[]): unknown => valueAt(draft.value?.inForce, path)
export const isChanged = (path: readonly string[]): boolean => !isSame(inDraft(path), inForce(path))
export const groupNames = computed(() => Object.keys(draft.value?.document.groups ?? {}))
export const groupOf = (name: string) => draft.value?.document.groups[name]
export const groupInForce = (name: string): PolicyDocument['groups'][string] | undefined =>
  draft.value?.inForce.groups[name]

/** What is wrong at a place, and below it. */
export function problemsAt(path: readonly (string | number)[]): readonly PolicyProblem[] {
  const field = fieldPath(path)
  return problems.value.filter(
    (one) => one.field === field || one.field.startsWith(`${field}.`) || one.field.startsWith(`${field}[`),
  )
}

/** Sends edits, all or none. @returns whether they were taken */
export async function send(edits: readonly Edit[], done?: string): Promise<boolean> {
  if (edits.length === 0) return true
  changing += 1
  refused.value = null
  let taken = false
  try {
    await attempt(async () => {
      const answer = await policyApi.edit(edits).catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 422 && error.field)
          refused.value = { field: error.field, wrong: '', fix: error.message }
        throw error
      })
      shownDraft.value = answer.draft
      taken = answer.conflicts.length === 0
      meetings.value = answer.conflicts.flatMap((conflict) => {
        const edit = edits[conflict.edit]
        return edit ? [{ edit, conflict }] : []
      })
      if (taken && done !== undefined) notice.value = { text: done, wrong: false }
    })
  } finally {
    changing += 1
  }
  return taken
}

/** What stands there becomes this; undefined takes it out. */
export const setTo = (path: readonly string[], to: unknown): Promise<boolean> => send([settingTo(path, to)])

export function settingTo(path: readonly string[], to: unknown): Edit {
  const from = inDraft(path)
  return {
    path: [...path],
    what: 'value',
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
}

export const itemEdit = (path: readonly string[], from: unknown, to: unknown): Edit => ({
  path: [...path],
  what: 'item',
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
})

/** The second chooses: theirs stays, or what was wanted goes over it. */
export async function choose({ edit, conflict }: Meeting, mine: boolean): Promise<void> {
  meetings.value = meetings.value.filter((one) => one.edit !== edit)
  if (!mine) return
  const { from: _from, ...rest } = edit
  await send([{ ...rest, ...(conflict.now !== undefined && { from: conflict.now }) }])
}

/** Does something to the draft as a whole, and shows how it is then. */
export async function act(ask: () => Promise<PolicyDraft>, done?: string): Promise<boolean> {
  changing += 1
  try {
    return await attempt(async () => void (shownDraft.value = await ask()), done)
  } finally {
    changing += 1
  }
}
