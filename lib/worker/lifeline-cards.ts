/** Helplines as our pages show them. */
import type { Lifeline } from '../lists/data.ts'
import { LIFELINES } from '../lists/lifelines.ts'
import type { LifelineCard } from '../messages/lifeline.ts'

export const card = (line: Lifeline): LifelineCard => ({
  id: line.id,
  name: line.name,
  url: line.url,
  ...waysOf(line),
  hours: line.hours,
  forWhom: line.audience,
})

/** Telephone numbers before a text message: not every child has credit, and most can ask to use a phone. */
function waysOf({ phones, texts: [message] }: Lifeline): Pick<LifelineCard, 'numbers' | 'text'> {
  return { numbers: phones, ...(phones.length === 0 && message !== undefined && { text: message }) }
}

/** Every helpline a child can use alone, for the popup. */
export const allCards = (): LifelineCard[] => LIFELINES.filter((line) => line.forChildren).map(card)
