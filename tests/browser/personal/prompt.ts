/** The prompt as a person meets it: by what is announced of it and by where it stands. The page's own scripts see neither. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession, Frame, Page } from 'puppeteer-core'
import { ROOT } from '../../rig/paths.ts'
import { until } from '../../rig/until.ts'
import { PATIENTLY } from '../backstops/patiently.ts'

interface Words {
  readonly title: string
  readonly keep: string
  readonly goOn: string
  readonly ask: string
  readonly unkind: { readonly title: string; readonly change: string; readonly send: string }
}
/** What the prompt says in a language. */
export const wordsIn = (language: string): Words => {
  const file = readFileSync(join(ROOT, 'assets/locales', `${language}.json`), 'utf8')
  return (JSON.parse(file) as { personal: Words }).personal
}
const SAID = ['en-GB', 'ur'].map(wordsIn)
const TITLES = SAID.flatMap(({ title, unkind }) => [title, unkind.title])
const NAMES = SAID.flatMap(({ keep, goOn, ask, unkind }) => [keep, goOn, ask, unkind.change, unkind.send])

interface Node {
  readonly role: string
  readonly name: string
  readonly focused: boolean
  readonly id: number
}

const sessions = new WeakMap<Page, Promise<CDPSession>>()
export const sessionOf = (page: Page): Promise<CDPSession> => {
  const known = sessions.get(page) ?? page.createCDPSession()
  sessions.set(page, known)
  return known
}

/** A frame may have a process of its own, and then a session of its own. */
const sessionFor = (page: Page, frame?: Frame): Promise<CDPSession> =>
  frame ? Promise.resolve((frame as unknown as { client: CDPSession }).client) : sessionOf(page)

/** What assistive technology is told of a frame. */
async function nodesIn(page: Page, frame?: Frame): Promise<Node[]> {
  const session = await sessionFor(page, frame)
  const frameId = frame && (frame as unknown as { _id: string })._id
  const { nodes } = await session.send('Accessibility.getFullAXTree', frameId ? { frameId } : {})
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties, backendDOMNodeId }) => ({
      role: String(role?.value),
      name: String(name?.value ?? ''),
      focused: properties?.some((one) => one.name === 'focused' && one.value.value === true) ?? false,
      id: backendDOMNodeId ?? 0,
    }))
}

export interface Shown {
  readonly title: string
  readonly buttons: readonly string[]
  readonly focused: string | undefined
}

/** What the prompt says; null where there is none. */
export async function promptIn(page: Page, frame?: Frame): Promise<Shown | null> {
  const nodes = await nodesIn(page, frame)
  const dialog = nodes.find(({ role, name }) => role === 'dialog' && TITLES.includes(name))
  if (!dialog) return null
  const buttons = nodes.filter(({ role, name }) => role === 'button' && NAMES.includes(name))
  return {
    title: dialog.name,
    buttons: buttons.map(({ name }) => name),
    focused: buttons.find(({ focused }) => focused)?.name,
  }
}

export const asked = (page: Page, frame?: Frame): Promise<Shown> =>
  until(async () => (await promptIn(page, frame)) ?? false, { what: 'the prompt', within: PATIENTLY })

/** Where a button of the prompt stands. */
export async function placeOf(page: Page, name: string, frame?: Frame) {
  const session = await sessionFor(page, frame)
  const node = (await nodesIn(page, frame)).find((one) => one.role === 'button' && one.name === name)
  if (!node) return null
  const { object } = await session.send('DOM.resolveNode', { backendNodeId: node.id })
  const functionDeclaration = `function () { const { x, y, width, height } = this.getBoundingClientRect(); return { x, y, width, height } }`
  const how = { objectId: object.objectId ?? '', functionDeclaration, returnByValue: true }
  const { result } = await session.send('Runtime.callFunctionOn', how)
  const { x, y, width, height } = result.value as Record<'x' | 'y' | 'width' | 'height', number>
  const around = (await (await frame?.frameElement())?.boundingBox()) ?? { x: 0, y: 0 }
  return { x: around.x + x + width / 2, y: around.y + y + height / 2, width, height }
}

/** Presses it as a pointer does, until the prompt is gone: what sends counts only after it was in full sight. */
export async function choose(page: Page, name: string, frame?: Frame): Promise<void> {
  await until(
    async () => {
      const at = await placeOf(page, name, frame)
      if (at) await page.mouse.click(at.x, at.y)
      return (await promptIn(page, frame)) === null
    },
    { what: `the prompt to go after “${name}”`, within: PATIENTLY, every: 150 },
  )
}

/** Where our scripts run beside the page: what only they see can be looked at from here. */
export async function ourWorld(page: Page): Promise<<T>(expression: string) => Promise<T>> {
  const session = await page.createCDPSession()
  const worlds: { id: number; name: string }[] = []
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension://')) worlds.push({ id: context.id, name: context.name })
  })
  await session.send('Runtime.enable')
  const [world] = await until(() => worlds.length > 0 && worlds, { what: 'our world beside the page' })
  return async <T>(expression: string) => {
    const how = { expression, contextId: world?.id ?? 0, returnByValue: true }
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', how)
    if (exceptionDetails) throw new Error(exceptionDetails.text)
    return result.value as T
  }
}
