/** A preview of a draft on the last week's visits, from the press of the button until the page shows what came of it. */
import { setTimeout } from 'node:timers/promises'
import type { Figure } from '../../../lib/protocol/figures.ts'
import type { PolicyDraft, Preview } from '../../../lib/protocol/policy-editor.ts'
import type { Visitor } from './visitor.ts'

/** Games open, social networks closed, a site closed that everybody visits: in two groups. Milliseconds. */
const EDITS = [
  { path: ['groups', 'year-9', 'categories', 'games'], what: 'value', to: 'allow' },
  { path: ['groups', 'sixth-form', 'categories', 'social'], what: 'value', to: 'block' },
  { path: ['groups', 'year-9', 'unknownHosts'], what: 'value', to: 'warn' },
] as const
/** How often it is looked whether it is done. Milliseconds. */
const EVERY = 25

/** Puts the changes into the draft, which stays; once is enough. */
export async function draftChanges(visitor: Visitor): Promise<void> {
  const { body } = await visitor.ask<PolicyDraft>('GET', '/admin/policy/draft')
  if (body.edits.length > 0) return
  const edits = EDITS.map(({ path, what, to }) => {
    const from = at(body.document, path)
    return { path: [...path], what, ...(from !== undefined && { from }), to }
  })
  await visitor.ask('POST', '/admin/policy/draft/edits', { edits })
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inside, key) => (inside as Readonly<Record<string, unknown>> | undefined)?.[key],
    value,
  )

export interface Previewed {
  readonly took: number
  /** Visits that it was made of. */
  readonly looked: Figure
}

export async function preview(visitor: Visitor): Promise<Previewed> {
  const { body: draft } = await visitor.ask<PolicyDraft>('GET', '/admin/policy/draft')
  const began = performance.now()
  let { body } = await visitor.ask<Preview>('POST', '/admin/policy/previews', { mark: draft.mark })
  while (body.state === 'waiting' || body.state === 'running') {
    await setTimeout(EVERY)
    ;({ body } = await visitor.ask<Preview>('GET', `/admin/policy/previews/${body.id}`))
  }
  if (body.state !== 'done' || body.result === undefined) throw new Error(`the preview is ${body.state}`)
  const changed = Object.values(body.result.parts).reduce((sum, { visits }) => sum + visits, 0)
  if (changed === 0) throw new Error('the preview found nothing')
  return { took: performance.now() - began, looked: body.result.looked }
}
