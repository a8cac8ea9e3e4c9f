/** From counted words to how much they say. Many words of a subject are a subject; what is done with it is the kind. */
import type { Tally } from './tally.ts'
import type { Subject } from './vocabularies.ts'

export interface WordWeight {
  /** After context. 0 when there is nothing to say. */
  readonly weight: number
  /** Different terms, for whoever checks it. */
  readonly terms: number
}

/** A text of about this many words counts whole; a longer one has to say more. */
const USUAL_LENGTH = 250
const MOST = { topic: 6, doing: 6, only: 6 }
const WEIGHS = { topic: 0.6, doing: 0.7, only: 2.2 }
/** Somebody who helps is heard more than somebody who cites; where the law asks for it in small print, less. */
const HELP_WEIGHS = 2
const HELP_OF: Partial<Record<Subject, number>> = { gambling: 1, 'self-harm': 3 }
/**
 * How much of it is context, measured by what is done and not merely spoken of: up to the first nothing changes, from the
 * second on the page is a lesson, an article or a helping hand, and its words are no sign at all.
 */
const TURNS = { from: 0.2, to: 0.55 }
/** Where to speak of it at length, without a lesson in sight, is to do it. */
const BY_TOPIC: readonly Subject[] = ['adult', 'unblocker-list']
const COARSE: readonly Subject[] = ['adult', 'hate']

export function weighWords(tally: Tally, subject: Subject): WordWeight {
  const coarse = COARSE.includes(subject) ? Math.min(tally.coarse, 5) : 0
  const topic = tally.of(subject, 'topic') + coarse / 2
  const doing = tally.of(subject, 'doing') + coarse / 2
  const only = tally.of(subject, 'only')
  const byTopic = BY_TOPIC.includes(subject) && topic >= 4 && topic + doing + only - coarse >= 2
  const said =
    Math.min(topic, MOST.topic) * (byTopic ? 1 : WEIGHS.topic) +
    Math.min(doing, MOST.doing) * WEIGHS.doing +
    Math.min(only, MOST.only) * WEIGHS.only
  const context = tally.of('study', 'topic') + tally.of('help', 'topic') * (HELP_OF[subject] ?? HELP_WEIGHS)
  const turned = context / (only * 1.5 + doing + 1)
  const left = Math.min(1, Math.max(0, (TURNS.to - turned) / (TURNS.to - TURNS.from)))
  const isMore = byTopic || (topic + doing + only >= 4 && (only >= 1 || (topic >= 3 && doing >= 2)))
  const scale = Math.max(1, Math.sqrt(tally.length / USUAL_LENGTH))
  return { weight: isMore ? (said * left) / scale : 0, terms: Math.round(topic + doing + only) }
}
