/** One line at the page's edge, for as long as the page is there: what is worrying here is kept. */
import type { ToldLine } from '../../messages/help-card.ts'
import { stand } from './stand.ts'

export function drawTold(document: Document, { text, lang, dir }: ToldLine): void {
  const { root } = stand(document, lang, dir, 'edge')
  const line = document.createElement('p')
  line.className = 'told'
  line.setAttribute('role', 'note')
  line.textContent = text
  root.append(line)
}
