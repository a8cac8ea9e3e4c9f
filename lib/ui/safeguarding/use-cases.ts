/** The cases that open for this member, and how a concern is put into one and taken out again. */
import { useEffect, useState } from 'preact/hooks'
import { type Case, openCases, sealCase } from '../../concern/cases.ts'
import { openConcern, type OpenedConcern } from '../../concern/inbox.ts'
import type { MemberClient } from '../../concern/member-client.ts'
import type { OwnKey } from '../../concern/member-key.ts'
import type { Readable } from '../../concern/notes.ts'
import { newConcernId } from '../../concern/receipt.ts'
import { WireError } from '../../protocol/wire-error.ts'
import { type Desk, useDesk } from './desk.ts'

/** Undefined until the server has answered. Asked for again each time the desk looks. */
export function useCases(own: OwnKey): readonly Case[] | undefined {
  const { team, view } = useDesk()
  const [cases, setCases] = useState<readonly Case[]>()
  useEffect(() => {
    let isOld = false
    const ask = async () => {
      const { records } = await (await team.client()).cases()
      return openCases(own, records, view.ledger)
    }
    // Where the server is away the desk says so: what was there before stays.
    void ask()
      .then((found) => (isOld ? undefined : setCases(found)))
      .catch(() => undefined)
    return () => {
      isOld = true
    }
  }, [team, own, view])
  return cases
}

type Work = Pick<Desk, 'team' | 'view'>

/** Opens the concerns of a case: that is recorded at each. What is not there any more is left out. */
export async function openAll(
  client: MemberClient,
  own: OwnKey,
  ids: readonly string[],
  { view }: Pick<Work, 'view'>,
): Promise<OpenedConcern[]> {
  const all: OpenedConcern[] = []
  for (const id of ids)
    try {
      all.push(await openConcern(own, await client.open(id), view.ledger))
    } catch (error) {
      // Forgotten after its time, or not for this member any more.
      if (!(error instanceof WireError) || error.code !== 'not-found') throw error
    }
  return all
}

const isReadable = (one: OpenedConcern): one is OpenedConcern & Readable => one.content !== null

/** Puts a concern into a case, a new one where there is none yet. */
export async function putInCase(
  client: MemberClient,
  own: OwnKey,
  concern: Readable,
  into: Case | { readonly title: string },
  desk: Work,
): Promise<void> {
  const before =
    'id' in into ? into.concerns.map(({ id }) => id).filter((id) => id !== concern.waiting.id) : []
  const others = (await openAll(client, own, before, desk)).filter(isReadable)
  const to = 'id' in into ? into : { id: newConcernId(), title: into.title, number: 0 }
  await keep(client, own, desk, { ...to, concerns: [concern, ...others] })
}

export async function takeOut(
  client: MemberClient,
  own: OwnKey,
  concern: Readable,
  of: Case,
  desk: Work,
): Promise<void> {
  const left = of.concerns.map(({ id }) => id).filter((id) => id !== concern.waiting.id)
  const others = (await openAll(client, own, left, desk)).filter(isReadable)
  await keep(client, own, desk, { ...of, concerns: others, without: concern })
}

/** At one concern after another: the first says all, so that nothing is lost where the next is not reached. */
async function keep(
  client: MemberClient,
  own: OwnKey,
  { team, view }: Work,
  change: Omit<Parameters<typeof sealCase>[2], 'at'>,
): Promise<void> {
  const { id, title, number, concerns, without } = change
  const said = { id, title, number, concerns, without, at: team.now() }
  for (const { concern, record } of await sealCase(own, view.ledger.keys, said))
    await client.joinCase(concern, record)
}
