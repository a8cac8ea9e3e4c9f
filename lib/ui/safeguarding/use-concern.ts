/** One concern, opened: asked for when it comes into sight, and again after each thing done to it and when it has news. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { openConcern, type OpenedConcern } from '../../concern/inbox.ts'
import type { MemberClient } from '../../concern/member-client.ts'
import type { OwnKey } from '../../concern/member-key.ts'
import { useDesk } from './desk.ts'

/** Does something to the concern and shows what came of it. False when the server did not do it. */
export type Change = (work: (client: MemberClient) => Promise<unknown>) => Promise<boolean>

export function useConcern(
  key: OwnKey,
  id: string,
): { readonly opened?: OpenedConcern; readonly change: Change } {
  const { team, view, act } = useDesk()
  const [opened, setOpened] = useState<OpenedConcern>()
  // Each look brings another; what is open is not opened again for it.
  const ledger = useRef(view.ledger)
  ledger.current = view.ledger
  const change = useCallback<Change>(
    (work) =>
      act(async () => {
        const client = await team.client()
        await work(client)
        setOpened(await openConcern(key, await client.open(id), ledger.current))
      }),
    [act, team, key, id],
  )
  const news = view.inbox.find((entry) => entry.id === id)?.news.join() ?? ''
  useEffect(() => {
    if (opened === undefined || news !== '') void change(async () => undefined)
    // What it shows is asked for once, and again with each piece of news.
  }, [change, news])
  return { ...(opened && { opened }), change }
}
