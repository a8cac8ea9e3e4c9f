/** Helplines as our pages show them. */
import type { Lifeline } from '../lists/data.ts'
import { LIFELINES } from '../lists/lifelines.ts'
import type { LifelineCard } from '../messages/lifeline.ts'

export const card = (line: Lifeline): LifelineCard => ({
  id: line.id,
  name: line.name,
  url: line.url,
  ...numberOf(line),
  hours: line.hours,
  forWhom: line.audience,
})

/** A telephone number before a text message: not every child has credit, and most can ask to use a phone. */
function numberOf({ phones, texts }: Lifeline): { number?: string } {
  if (phones[0] !== undefined) return { number: phones[0] }
  const text = texts[0]
  return text === undefined ? {} : { number: `${text.word} → ${text.to}`.trim() }
}

/** Every helpline a child can use alone, for the popup. */
export const allCards = (): LifelineCard[] => LIFELINES.filter((line) => line.forChildren).map(card)
