/** From counted words to how much they say. Many words of a subject are a subject; what is done with it is the kind. */
import type { Tally } from './tally.ts'
import type { Subject } from './vocabularies.ts'

export interface WordWeight {
  /** After context. 0 when there is nothing to say. */
  readonly weight: number
  /** Different terms, for whoever checks it. */
  readonly terms: number
  /** What was turned round by context. */
  readonly context: number
}

/** A text of about this many words counts whole; a longer one has to say more. */
const USUAL_LENGTH = 250
const MOST = { topic: 6, doing: 6, only: 6 }
const WEIGHS = { topic: 0.5, doing: 0.7, only: 2.2 }
/** Words of context that any page may have. */
const FREE_CONTEXT = 2
/** How much one word of context takes back: somebody who helps is heard more than somebody who cites. */
const TAKES_BACK = { study: 0.5, help: 0.9 }
/** Small print of a shop for stakes speaks of help by law. */
const HELP_IN_SMALL_PRINT: readonly Subject[] = ['gambling']
const COARSE: readonly Subject[] = ['adult', 'hate']

export function weighWords(tally: Tally, subject: Subject): WordWeight {
  const coarse = COARSE.includes(subject) ? Math.min(tally.coarse, 5) : 0
  const topic = tally.of(subject, 'topic') + coarse / 2
  const doing = tally.of(subject, 'doing') + coarse / 2
  const only = tally.of(subject, 'only')
  const help = tally.of('help', 'topic') * (HELP_IN_SMALL_PRINT.includes(subject) ? 0.3 : 1)
  const study = tally.of('study', 'topic')
  const scale = Math.max(1, Math.sqrt(tally.length / USUAL_LENGTH))
  const said =
    Math.min(topic, MOST.topic) * WEIGHS.topic +
    Math.min(doing, MOST.doing) * WEIGHS.doing +
    Math.min(only, MOST.only) * WEIGHS.only
  const against =
    Math.max(0, study - FREE_CONTEXT) * TAKES_BACK.study +
    Math.max(0, help - FREE_CONTEXT / 2) * TAKES_BACK.help
  const isMore = topic + doing + only >= 4 && (only >= 1 || (topic >= 3 && doing >= 3))
  return {
    weight: isMore ? Math.max(0, (said - against) / scale) : 0,
    terms: Math.round(topic + doing + only),
    context: Math.round(study + help),
  }
}
