/**
 * Pages told by what they do rather than by what they say: each with what a browser would add to its document - workers,
 * sockets, storage, a canvas that fills the view - and what the worker would know of the network around it.
 */
import type { MakeWorld } from './world.ts'
import { games } from './worlds-games.ts'
import {
  CHAT_SAYS,
  GAME_SAYS,
  LIST_SAYS,
  SIGN_IN_SAYS,
  STRANGER_SAYS,
  UNBLOCK_SAYS,
  type Says,
} from './worlds-say.ts'
import { chats, falseSignIns, strangers } from './worlds-talk.ts'
import { lists, unblockers } from './worlds-unblockers.ts'

export const WORLDS: Readonly<
  Record<string, { readonly ways: Record<string, MakeWorld>; readonly says: readonly Says[] }>
> = {
  unblocker: { ways: unblockers, says: UNBLOCK_SAYS },
  'unblocker-list': { ways: lists, says: LIST_SAYS },
  game: { ways: games, says: GAME_SAYS },
  'stranger-chat': { ways: strangers, says: STRANGER_SAYS },
  chat: { ways: chats, says: CHAT_SAYS },
  impersonation: { ways: falseSignIns, says: SIGN_IN_SAYS },
}
