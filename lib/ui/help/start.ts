/** Shows what the worker says: helplines beside the page, or the line that says what is kept. */
import { isHelpCard, isToldLine } from '../../messages/help-card.ts'
import { Card } from './card.ts'
import { drawTold } from './told.ts'

export interface HelpParts {
  readonly hear: (hear: (message: unknown) => void) => void
  readonly send: (message: unknown) => Promise<unknown>
  /** Whether this document has said what is kept; the script that watches sending reads it. */
  readonly told: { is: boolean }
}

export function startHelp(document: Document, { hear, send, told }: HelpParts): object {
  let card: Card | undefined
  const closed = (): void => {
    card = undefined
    // Unheard, it is only shown once more.
    send({ kerb: 'help.closed', body: {} }).catch(() => undefined)
  }
  hear((message) => {
    if (isHelpCard(message)) {
      card?.remove()
      card = new Card(document, message, closed)
    } else if (isToldLine(message) && !told.is) {
      drawTold(document, message)
      told.is = true
    }
  })
  return {}
}
