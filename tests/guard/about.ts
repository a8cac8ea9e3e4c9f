/**
 * Pages of our own making that must stay open: they help, teach or report, and have the very words of what they are about.
 * Made in the ways of the pages that should be found, so that nothing but what they say keeps them open.
 */
import { MAKINGS, type MakingName } from './makings.ts'
import { voices } from './voices.ts'

export interface About {
  readonly id: string
  /** `support` or `lesson`. */
  readonly kind: string
  readonly url: string
  readonly html: string
}

const WAYS: readonly MakingName[] = ['blog', 'landing', 'forum', 'social', 'ancient']

export const aboutPages = (): About[] =>
  voices('pages-about').flatMap((voice) =>
    WAYS.map((way, seed) => ({
      id: `${voice.id}-${way}`,
      kind: voice.kind,
      url: `https://${voice.host}/`,
      html: MAKINGS[way](voice, seed),
    })),
  )
