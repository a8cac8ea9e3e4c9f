/** Places to talk: with whoever comes, on camera or not; and rooms, channels and messages. */
import { hostOf } from './facts.ts'
import type { Facts } from './facts.ts'
import type { Seen } from './judge.ts'
import type { CHAT, STRANGERS } from './table.ts'
import { about } from './vocabulary.ts'

const TALKATIVE = 3_000

/** A lesson by video has the same camera and peers: what differs is who is met, and what else there is to do. */
export function strangerSigns({
  signals,
  around,
  said,
  labelled,
  read,
}: Facts): Seen<keyof typeof STRANGERS>[] {
  const { acts, video } = signals
  const strange = about([...said, read], 'stranger')
  const school = about(said, 'lesson')
  const seen: Seen<keyof typeof STRANGERS>[] = []
  if (acts.peers > 0 && acts.camera > 0) seen.push({ sign: 'camera-and-peer' })
  else if (acts.peers > 0) seen.push({ sign: 'peer-only' })
  if (video.count >= 2 && video.count <= 3) seen.push({ sign: 'two-pictures' })
  const next = about(labelled, 'next')
  if (next.length > 0 && school.length === 0 && signals.textLength < TALKATIVE)
    seen.push({ sign: 'next-button', detail: next[0] })
  if (strange.length > 0 && school.length <= strange.length)
    seen.push({ sign: 'stranger-words', detail: strange.slice(0, 5).join(', ') })
  const sockets = around.network.sockets.length
  if (sockets > 0 && acts.peers > 0) seen.push({ sign: 'signalling' })
  else if (sockets > 0 && strange.length >= 2) seen.push({ sign: 'live-talk' })
  if (around.isCheapPlace) seen.push({ sign: 'cheap-place' })
  return seen
}

const MATRIX = /\/_matrix\/(?:client|media|federation)\/|\/\.well-known\/matrix\/client/i
const MATRIX_TALK = /\/_matrix\/client\/.*(?:\/sync\b|\/rooms\/.+\/(?:send|messages|join|typing))/i
/** `?v=10&encoding=json`: a gateway that is told its version and encoding. */
const GATEWAY =
  /[?&](?:v|version)=\d+(?=.*[?&](?:encoding=(?:json|etf|msgpack)|compress=))|[?&]encoding=(?:json|etf)/i
const DISCORD_LIKE = /\/api\/v\d+\/(?:gateway|channels\/\d+\/messages|guilds\/\d+|users\/@me)/i
const IRC =
  /(?:^|\/)(?:irc|webirc|kiwiirc|kiwi|thelounge|lounge|convos|gamja|qwebirc|ircv3)(?:[./-]|$)|irc[.-][\w-]+\.\w+|\/socket\.io\/.*(?:lounge|irc)|weblircgateway|\.irc\./i
/** Names of rooms, as they are listed: `#general`, `# off-topic`. */
const ROOM_NAME = /^# ?[\p{L}\d][\p{L}\d_-]{1,30}$/u
const LEAST_ROOMS = 2
/** `Message #general`, `Message @somebody`. */
const ADDRESSED = /^\S+ [#@]\S/
const NICK = /^(?:nick|nickname|nicks|handle|pseudo|screen name|spitzname|apodo|ник|никнейм|нік)$/
const CHANNEL = /^(?:channels?|irc|salons?|kanal|kanale|kanaly|kanały|canal(?:es)?|канал|каналы|канали)$/
const SERVER = /^(?:servers?|serveur|servidor|serwer|сервер)$/
const CHAT_STORE =
  /matrix-js-sdk|mx_|riot-web|thelounge|kiwi-|irc[-_.]|^chat[-_.]|rocket\.?chat|mattermost|revolt|zulip|nick(?:name)?$/i
const ROOM = /^#!?\/?[#&+!@][\w-]|#\/(?:room|chan(?:nel)?)[-/]|\/channels?\/[\w#@!%-]+|#chan-\d+/i

export function chatSigns(facts: Facts): Seen<keyof typeof CHAT>[] {
  const { signals, around, said, labelled, read } = facts
  const { sockets } = around.network
  const addresses = [...signals.resources, ...around.network.requests, ...sockets]
  const seen: Seen<keyof typeof CHAT>[] = []
  const matrix = addresses.find((url) => MATRIX.test(url))
  if (matrix !== undefined)
    seen.push({ sign: 'matrix-requests', detail: hostOf(matrix) || MATRIX.exec(matrix)?.[0] })
  const gateway = sockets.find((url) => GATEWAY.test(url)) ?? addresses.find((url) => DISCORD_LIKE.test(url))
  if (gateway !== undefined) seen.push({ sign: 'gateway-socket', detail: hostOf(gateway) || around.host })
  if (addresses.some((url) => MATRIX_TALK.test(url))) seen.push({ sign: 'matrix-sync' })
  const irc = [...addresses, ...signals.customElements, ...signals.acts.globals, around.host].find((one) =>
    IRC.test(one),
  )
  if (irc !== undefined) seen.push({ sign: 'irc-client', detail: IRC.exec(irc)?.[0] })
  const kept = [...signals.storage.keys, ...signals.storage.databases].find((name) => CHAT_STORE.test(name))
  if (kept !== undefined) seen.push({ sign: 'chat-storage', detail: CHAT_STORE.exec(kept)?.[0] })

  const words = about([...said, read], 'chat')
  if (words.length >= 4) seen.push({ sign: 'chat-words', detail: words.slice(0, 6).join(', ') })
  const isLive =
    sockets.length > 0 || addresses.some((url) => /[?&]transport=polling|\/sync\?.*timeout=/i.test(url))
  // Any live page has a socket; only one that also asks for messages is a conversation.
  if (isLive && words.length >= 2) seen.push({ sign: 'live-socket' })
  const isTalk = isLive || matrix !== undefined || gateway !== undefined || irc !== undefined
  // Contact forms ask for messages, and hotels have rooms: only where something is live do these count.
  if (
    isTalk &&
    (about(labelled, 'message').length > 0 || signals.labels.some((label) => ADDRESSED.test(label)))
  )
    seen.push({ sign: 'message-box' })
  const rooms = isLive ? roomsOf(signals) : []
  if (rooms.length >= LEAST_ROOMS) seen.push({ sign: 'rooms-named', detail: rooms.slice(0, 3).join(', ') })
  seen.push(...joinSigns([...labelled], isLive))
  const room = [...signals.links.own, `#${signals.url.split('#')[1] ?? ''}`].find((url) => ROOM.test(url))
  if (isTalk && room !== undefined) seen.push({ sign: 'room-links' })
  return seen
}

/** The rooms that are listed where a box is for one of them. Tags of articles have no such box. */
function roomsOf({ labels, links }: Facts['signals']): string[] {
  const rooms = new Set(
    [...links.texts, ...labels].map((text) => text.trim()).filter((text) => ROOM_NAME.test(text)),
  )
  const isForOne = labels.some((label) => [...rooms].some((room) => label.endsWith(` ${room}`)))
  return isForOne ? [...rooms] : []
}

/** A game asks for a nickname and a server, a quiz for a nickname and a room: only a network of rooms asks for all three. */
function joinSigns(asked: readonly string[], isLive: boolean): Seen<keyof typeof CHAT>[] {
  const asksFor = (what: RegExp): boolean => asked.some((word) => what.test(word))
  const [channel, server] = [asksFor(CHANNEL), asksFor(SERVER)]
  if (!asksFor(NICK) || !(channel || server)) return []
  if (!(channel && server && isLive)) return [{ sign: 'join-form' }]
  return [{ sign: 'join-form' }, { sign: 'join-network' }, { sign: 'live-network' }]
}
