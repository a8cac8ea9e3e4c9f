/** All vocabularies by name, and the roles that a term can have. */
import { ADULT } from './terms/adult.ts'
import { HELP, STUDY } from './terms/context.ts'
import { DRUGS } from './terms/drugs.ts'
import { GAMBLING } from './terms/gambling.ts'
import { HATE } from './terms/hate.ts'
import { GAME, STRANGER_CHAT, UNBLOCKER, UNBLOCKER_LIST } from './terms/helpers.ts'
import { SELF_HARM } from './terms/self-harm.ts'
import type { Vocabulary } from './terms/shape.ts'
import { VIOLENCE } from './terms/violence.ts'

export const VOCABULARIES = {
  adult: ADULT,
  hate: HATE,
  violence: VIOLENCE,
  'self-harm': SELF_HARM,
  drugs: DRUGS,
  gambling: GAMBLING,
  unblocker: UNBLOCKER,
  'unblocker-list': UNBLOCKER_LIST,
  game: GAME,
  'stranger-chat': STRANGER_CHAT,
} satisfies Record<string, Vocabulary>
export type Subject = keyof typeof VOCABULARIES

export const CONTEXTS = { help: HELP, study: STUDY }
export type Context = keyof typeof CONTEXTS
