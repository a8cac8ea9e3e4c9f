/** Pages that the guard should find, made of voices and makings. */
import { DISGUISES } from './disguise.ts'
import { MAKINGS, WAYS, type MakingName } from './makings.ts'
import { voices, type Voice } from './voices.ts'
import type { World } from './world.ts'
import { WORLDS } from './worlds.ts'

export interface Positive {
  readonly id: string
  readonly kind: string
  readonly lang: string
  readonly making: string
  readonly url: string
  readonly html: string
  readonly isHeld: boolean
  /** What it does beside what its document shows. */
  readonly world?: World
}

/** Of each voice. */
const PAGES_OF_A_VOICE = 3

export function positives(): Positive[] {
  return [...voices('pages').flatMap((voice, at) => pagesOf(voice, at)), ...worldPages()]
}

const NAMES = ['elder', 'lantern', 'quartz', 'meadow', 'ribbon', 'saddle', 'walnut', 'harbour']

function worldPages(): Positive[] {
  return Object.entries(WORLDS).flatMap(([kind, { ways, says }]) =>
    Object.entries(ways).flatMap(([making, make], way) =>
      says.map((say, seed) => {
        const name = NAMES[(seed + way) % NAMES.length] ?? ''
        const world = make({ seed: seed + way * 10, say, name: `${name}${way}` })
        return {
          id: `${kind}-${making}-${say.lang}${seed}`,
          kind,
          lang: say.lang,
          making,
          url: `https://${name}-${seed}${way}.example${world.path}`,
          html: world.html,
          // Every second page in English and in other languages, another half for each making.
          isHeld: (seed + way) % 2 === 0,
          world,
        }
      }),
    ),
  )
}

function pagesOf(voice: Voice, at: number): Positive[] {
  const ways = WAYS[voice.kind]
  if (ways === undefined) return []
  return Array.from({ length: PAGES_OF_A_VOICE }, (_, turn) => {
    const way = ways[(at + turn * 2 + (turn === 2 ? 1 : 0)) % ways.length] as MakingName
    return onePage(voice, way, { seed: at * 3 + turn, isDisguised: turn === 2 && voice.lang === 'en' })
  })
}

function onePage(
  voice: Voice,
  way: MakingName,
  { seed, isDisguised }: { seed: number; isDisguised: boolean },
): Positive {
  const change = isDisguised ? DISGUISES[seed % DISGUISES.length] : undefined
  const said = change === undefined ? voice : disguised(voice, change)
  return {
    id: `${voice.id}-${way}${isDisguised ? '-disguised' : ''}`,
    kind: voice.kind,
    lang: voice.lang,
    making: isDisguised ? 'disguised' : way,
    url: `https://${voice.host}/${seed % 2 === 0 ? '' : `p/${seed}`}`,
    html: MAKINGS[way](said, seed),
    isHeld: voice.isHeld,
  }
}

const disguised = (voice: Voice, change: (text: string) => string): Voice => ({
  ...voice,
  title: change(voice.title),
  heads: voice.heads.map(change),
  items: voice.items.map(change),
  paras: voice.paras.map(change),
})
