/** What stands beside a page, out of its reach, as assistive technology is told of it. */
import type { Page } from 'puppeteer-core'
import { sessionOf } from '../personal/prompt.ts'

interface Node {
  readonly role: string
  readonly name: string
  readonly id: number
}

export async function axNodes(page: Page): Promise<Node[]> {
  const session = await sessionOf(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree', {})
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, backendDOMNodeId }) => ({
      role: String(role?.value),
      name: String(name?.value ?? ''),
      id: backendDOMNodeId ?? 0,
    }))
}

/** Presses a button as a pointer does. */
export async function pressNamed(page: Page, name: string): Promise<void> {
  const session = await sessionOf(page)
  const node = (await axNodes(page)).find((one) => one.role === 'button' && one.name === name)
  if (!node) throw new Error(`no button is called “${name}”`)
  const { model } = await session.send('DOM.getBoxModel', { backendNodeId: node.id })
  const [x = 0, y = 0] = model.content
  await page.mouse.click(x + model.width / 4, y + 8)
}
