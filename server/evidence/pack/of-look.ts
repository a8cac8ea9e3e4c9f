/** A pack of what a look opens: nothing else does. */
import type { Context } from '../../context.ts'
import { policyInForce, zoneOf } from '../../documents/documents.ts'
import { Refusal } from '../../errors.ts'
import { toldDays } from '../../keeping/keeping.ts'
import { PLACE_OF } from '../../keys/vault.ts'
import { openLook } from '../../record/looks.ts'
import type { By } from '../../staff/guard.ts'
import { nameOf } from '../../staff/members.ts'
import type { MadePack, PackJob } from './pack.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'packs'>

interface Asked {
  /** `copy`: with all that is kept beside the rows. */
  readonly what: 'pack' | 'copy'
  readonly look: string
  readonly as?: 'zip' | 'pdf' | undefined
  /** Times in milliseconds; never further back than the look. */
  readonly since?: string | undefined
  readonly until?: string | undefined
  /** Aborted when whoever asked waits for it no more. */
  readonly gone: AbortSignal
}

/** Refuses as `openLook` does, and (422) a copy for which nobody asked, or a span that is none. */
export async function packOfLook(parts: Parts, by: By, asked: Asked, now: number): Promise<MadePack> {
  const { db, vault } = parts
  const look = await openLook(db, asked.look, by.person, now, 'pack')
  if (asked.what === 'copy' && look.reason !== 'asked')
    throw new Refusal(422, 'reason', 'A copy is for whoever asked for it: begin a look that says so.')
  const since = Math.max(look.since, Number(asked.since ?? look.since))
  const until = Math.min(now + 1, Number(asked.until ?? now + 1))
  if (until <= since) throw new Refusal(422, 'invalid', 'It must begin before it ends.', { field: 'until' })
  const job: PackJob = {
    person: look.person,
    since,
    until,
    as: asked.as ?? 'zip',
    hasBeside: asked.what === 'copy',
    about: {
      pupil: (await nameOf(parts, look.person)) ?? '',
      made: now,
      by: (await nameOf(parts, look.staff)) ?? '',
      why: vault.open(look.words, PLACE_OF.recordLook(look.id)),
      timeZone: zoneOf(await policyInForce(parts)),
      keptDays: await toldDays(db, now),
    },
  }
  return parts.packs.make(asked.look, job, asked.gone)
}
