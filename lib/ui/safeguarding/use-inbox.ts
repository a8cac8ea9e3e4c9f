/** The lines of the inbox: all of them as the desk looked last, or those in somebody's hands, and older ones when asked for. */
import { useEffect, useState } from 'preact/hooks'
import { inOrder } from '../../concern/inbox.ts'
import type { HandFilter } from '../../protocol/concern-hands.ts'
import type { Inbox, InboxEntry } from '../../protocol/concerns.ts'
import { useDesk } from './desk.ts'

export type Filter = HandFilter | 'all'

export interface Lines {
  /** Undefined until the server has answered. */
  readonly entries?: readonly InboxEntry[]
  /** Absent at the end. */
  readonly older?: (() => void) | undefined
}

export function useInbox(filter: Filter): Lines {
  const { team, view, act } = useDesk()
  const [some, setSome] = useState<{ readonly of: Filter; readonly inbox: Inbox }>()
  const [more, setMore] = useState<{ readonly of: Filter; readonly inbox: Inbox }>()
  const hand = filter === 'all' ? undefined : filter
  useEffect(() => {
    if (hand === undefined) return undefined
    let isOld = false
    const ask = async () => (await team.client()).inbox(undefined, hand)
    // Where the server is away the desk says so: what was there before stays.
    void ask()
      .then((inbox) => !isOld && setSome({ of: hand, inbox }))
      .catch(() => undefined)
    return () => {
      isOld = true
    }
  }, [team, hand, view])
  const newest: Inbox | undefined =
    hand === undefined
      ? { concerns: [...view.inbox], ...view.older }
      : some?.of === hand
        ? some.inbox
        : undefined
  if (!newest) return {}
  const later = more?.of === filter ? more.inbox : undefined
  const last = later ?? newest
  const known = new Set(newest.concerns.map(({ id }) => id))
  const entries = inOrder([...newest.concerns, ...(later?.concerns ?? []).filter(({ id }) => !known.has(id))])
  const older = () =>
    void act(async () => {
      const found = await (await team.client()).inbox(last, hand)
      setMore({
        of: filter,
        inbox: { ...found, concerns: [...(later?.concerns ?? []), ...found.concerns] },
      })
    })
  return { entries, older: last.next === undefined ? undefined : older }
}
