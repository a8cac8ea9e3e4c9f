/**
 * What each sign weighs, and how much it takes. The scale: 3 is hard to explain otherwise, 2 is unusual on an honest
 * page, 1.5 the least that counts as evidence of its own, below that it only supports. Names that anybody can change
 * weigh no more than 2. Why each is here: docs/adr/0023-judging-pages.md.
 */
import type { Bars, Sign } from './judge.ts'

type Signs = Readonly<Record<string, Sign>>

/** A page that shows other pages. */
export const UNBLOCKER = {
  // No honest site writes another's address into its own in a form that nobody can read.
  'carried-hidden': { family: 'address', weight: 3 },
  'carried-frame': { family: 'address', weight: 3 },
  'session-path': { family: 'address', weight: 3 },
  'carried-origin': { family: 'address', weight: 3 },
  // Readers and archives do this too.
  'carried-path': { family: 'address', weight: 2 },
  // Places to return to are packed up by sign-in services.
  'carried-hidden-query': { family: 'address', weight: 2 },
  // OAuth and share links: support, no evidence.
  'carried-query': { family: 'address', weight: 1 },
  'opaque-path': { family: 'address', weight: 1.5 },

  // A worker that answers for exactly the folder whose pages carry addresses.
  'worker-carries': { family: 'engine', weight: 2.5 },
  'engine-workers': { family: 'engine', weight: 2 },
  // Any app that works offline has one; below a folder of the host few have.
  'two-workers': { family: 'engine', weight: 1.5 },
  'worker-folder': { family: 'engine', weight: 1.5 },
  'worker-controls': { family: 'engine', weight: 1 },
  // Push messages register one too, hence no more.
  'worker-elsewhere': { family: 'engine', weight: 1.5 },
  'bare-header': { family: 'engine', weight: 3 },
  'relay-header': { family: 'engine', weight: 2 },
  'relay-fetch': { family: 'engine', weight: 1.5 },
  'engine-file': { family: 'engine', weight: 2 },
  'engine-name': { family: 'engine', weight: 2 },
  'remote-client': { family: 'engine', weight: 2 },
  'computer-image': { family: 'engine', weight: 2 },

  // Cookies and keys kept apart by the host that a page believes to be.
  'foreign-storage': { family: 'storage', weight: 2.5 },
  'engine-storage': { family: 'storage', weight: 2 },

  // What tells a page where it is: no library has a reason to replace that.
  'address-natives': { family: 'behaviour', weight: 3 },
  'natives-replaced': { family: 'behaviour', weight: 2 },
  'relay-socket': { family: 'behaviour', weight: 2 },
  'remote-input': { family: 'behaviour', weight: 2 },
  'open-line': { family: 'behaviour', weight: 1.5 },
  'runs-computer': { family: 'behaviour', weight: 1.5 },
  'tunnel-peer': { family: 'behaviour', weight: 1 },
  'box-before': { family: 'behaviour', weight: 2 },

  'rewritten-links': { family: 'structure', weight: 3 },
  'rewritten-resources': { family: 'structure', weight: 3 },
  'copied-attributes': { family: 'structure', weight: 2.5 },
  'doubled-attributes': { family: 'structure', weight: 2.5 },
  'engine-attributes': { family: 'structure', weight: 2 },
  'claims-carried': { family: 'structure', weight: 2 },
  // A page of another site, written into a frame by a script.
  'claims-nowhere': { family: 'structure', weight: 2.5 },
  'made-frame': { family: 'structure', weight: 1.5 },
  // Another name of the same school or shop is so too; hence no suspicion without the box.
  'lives-elsewhere': { family: 'structure', weight: 2 },
  'remote-alone': { family: 'structure', weight: 2 },
  // No sample page had one: what hides from a reader on purpose is worth a warning, and no more by itself.
  unread: { family: 'structure', weight: 3.5 },
  'remote-view': { family: 'structure', weight: 1.5 },
  'claims-other': { family: 'structure', weight: 1 },
  'address-box': { family: 'structure', weight: 1 },

  'brand-of-carried': { family: 'brand', weight: 1.5 },
  'brand-of-other': { family: 'brand', weight: 1.5 },
  'unblock-words': { family: 'words', weight: 1.5 },
  'engine-server': { family: 'place', weight: 1.5 },
  'numbered-host': { family: 'place', weight: 1.5 },
  'cheap-place': { family: 'place', weight: 0.5 },
} satisfies Signs
export const UNBLOCKER_BARS: Bars = { sure: 4, suspected: 3.5, hint: 1.5 }

/** A page that sends people to unblockers. */
export const LIST = {
  'many-throwaway-links': { family: 'structure', weight: 2.5 },
  'many-hosts': { family: 'structure', weight: 2 },
  'hosts-written-out': { family: 'structure', weight: 2 },
  'links-named-so': { family: 'address', weight: 2 },
  'unblock-words': { family: 'words', weight: 1.5 },
  'cheap-place': { family: 'place', weight: 0.5 },
} satisfies Signs
export const LIST_BARS: Bars = { sure: 3.5, suspected: 2.5, hint: 1.5 }

/** A game, or a page of them. */
export const GAME = {
  // Kept for nothing but games: cartridges, game packages, a player's own elements.
  'game-files': { family: 'engine', weight: 3 },
  // Engines build simulations too.
  'build-files': { family: 'engine', weight: 2 },
  'game-player': { family: 'engine', weight: 2.5 },
  'game-engine-name': { family: 'engine', weight: 1.5 },
  // Music lessons move, sound and take keys as well: not enough beside a large picture.
  plays: { family: 'behaviour', weight: 2.5 },
  'game-input': { family: 'behaviour', weight: 2 },
  moves: { family: 'behaviour', weight: 1 },
  'only-canvas': { family: 'structure', weight: 2.5 },
  'canvas-fills': { family: 'structure', weight: 2 },
  'player-alone': { family: 'structure', weight: 1.5 },
  board: { family: 'structure', weight: 2 },
  'single-file': { family: 'structure', weight: 1.5 },
  tiles: { family: 'structure', weight: 2 },
  'name-grid': { family: 'structure', weight: 1.5 },
  'games-framed': { family: 'structure', weight: 1.5 },
  'unblocked-games': { family: 'words', weight: 3 },
  'game-titles': { family: 'words', weight: 2.5 },
  'tiles-all-named': { family: 'words', weight: 3 },
  'tiles-named-so': { family: 'words', weight: 2 },
  'play-words': { family: 'words', weight: 1.5 },
  'cheap-place': { family: 'place', weight: 0.5 },
} satisfies Signs
export const GAME_BARS: Bars = { sure: 5, suspected: 4, hint: 1.5 }

/** A conversation with whoever comes. A lesson by video has all of it but the words and the button. */
export const STRANGERS = {
  'camera-and-peer': { family: 'behaviour', weight: 2 },
  'peer-only': { family: 'behaviour', weight: 1.5 },
  'live-talk': { family: 'behaviour', weight: 1.5 },
  'two-pictures': { family: 'structure', weight: 1.5 },
  'next-button': { family: 'structure', weight: 1.5 },
  'stranger-words': { family: 'words', weight: 2 },
  signalling: { family: 'engine', weight: 0.5 },
  'cheap-place': { family: 'place', weight: 0.5 },
} satisfies Signs
export const STRANGERS_BARS: Bars = { sure: 5, suspected: 4.5, hint: 2 }

/** A place to write to each other. A quiz has sockets, rooms and nicknames, but no box for messages. */
export const CHAT = {
  'matrix-requests': { family: 'engine', weight: 3 },
  'irc-client': { family: 'engine', weight: 2.5 },
  'gateway-socket': { family: 'engine', weight: 2.5 },
  'chat-storage': { family: 'storage', weight: 1.5 },
  'matrix-sync': { family: 'behaviour', weight: 1.5 },
  'live-socket': { family: 'behaviour', weight: 1 },
  'live-network': { family: 'behaviour', weight: 1.5 },
  'message-box': { family: 'structure', weight: 1.5 },
  'join-form': { family: 'structure', weight: 1.5 },
  'join-network': { family: 'structure', weight: 2.5 },
  'room-links': { family: 'address', weight: 1 },
  // The box is for one of the rooms that are listed beside it.
  'rooms-named': { family: 'words', weight: 3 },
  'chat-words': { family: 'words', weight: 1.5 },
} satisfies Signs
export const CHAT_BARS: Bars = { sure: 4.5, suspected: 3.5, hint: 1.5 }

/** A sign-in that is not whose it says. Schools have sign-in pages of their own for services of others. */
export const IMPERSONATION = {
  'password-box': { family: 'structure', weight: 1.5 },
  'host-alike': { family: 'address', weight: 1.5 },
  'brand-title': { family: 'brand', weight: 1.5 },
  'brand-icon': { family: 'brand', weight: 1.5 },
  'brand-claims': { family: 'brand', weight: 1.5 },
  'brand-phrases': { family: 'words', weight: 1.5 },
  'sign-in-words': { family: 'words', weight: 0.5 },
  'cheap-place': { family: 'place', weight: 1.5 },
} satisfies Signs
export const IMPERSONATION_BARS: Bars = { sure: 4, suspected: 3, hint: 1.5 }
