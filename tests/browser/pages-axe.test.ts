/** Every page in every state: no accessibility fault that axe finds, nothing cut off, nothing the policy forbids. */
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults } from '../rig/axe.ts'
import { builtExtension } from '../rig/crx.ts'
import { budget, seed } from '../rig/budget.ts'
import { isAxed } from '../rig/looks.ts'
import { moving } from '../rig/motion.ts'
import { areWanted, takePicture } from '../rig/pictures.ts'
import { rotated } from './pages/rotated.ts'
import { SCENES } from './pages/scenes.ts'
import { dress, openStage, type Look, type Stage } from './pages/stage.ts'

/** Looks that a picture is taken of, and its name's ending. */
const PICTURED: Readonly<Record<string, string>> = {
  light: 'light',
  dark: 'dark',
  '320 px': '320',
  'right to left': 'rtl',
}

const LOOKS: Readonly<Record<string, Look>> = {
  light: {},
  dark: { dark: true },
  '320 px': { width: 320, height: 640 },
  '400 %': { width: 1280, height: 1024, zoom: 4 },
  'right to left': { rtl: true },
  'forced colours': { forced: true },
}

const COLOURS = ['light', 'dark']

let stage: Stage
beforeAll(async () => {
  stage = await openStage(builtExtension())
})
afterAll(() => stage?.close())

/** What may be wrong with a page in one look, beyond what axe finds. */
const layout = (page: Page) =>
  page.evaluate(() => ({
    violations: (globalThis as unknown as { violations: string[] }).violations,
    sideways: document.documentElement.scrollWidth > innerWidth,
    titled: document.title !== '',
    headings: document.querySelectorAll('h1').length,
    smallTargets: [...document.querySelectorAll('button')].filter((one) => one.offsetHeight < 24).length,
  }))

const GOOD = { violations: [], sideways: false, titled: true, headings: 1, smallTargets: 0 }

/** All where pictures are wanted; the tour and the full run show all, too. */
const SHOWN = areWanted() ? SCENES : rotated(SCENES, budget('page-states'), seed())

it.each(SHOWN)('$name', async (scene) => {
  const page = await stage.show(scene.path, scene.answers, scene.look, scene.play)
  for (const [name, look] of Object.entries(LOOKS)) {
    await dress(page, { ...scene.look, ...look })
    expect({ name, ...(await layout(page)) }).toEqual({ name, ...GOOD })
    // Every look asks for less motion.
    expect({ name, moving: await page.evaluate(moving) }).toEqual({ name, moving: [] })
    const ending = PICTURED[name]
    if (ending !== undefined) await takePicture(page, `${scene.name}-${ending}`)
    // What axe looks at differs between these two in colours alone, and between the others not at all.
    if (COLOURS.includes(name) && isAxed(scene.name, name, COLOURS))
      expect({ name, faults: await accessibilityFaults(page) }).toEqual({ name, faults: [] })
  }
  await page.close()
})

describe('the stage itself', () => {
  it('shows every page at every commit, and every state at some', () => {
    const pages = (scenes: readonly { path: string }[]) =>
      new Set(scenes.map(({ path }) => path.split(/[?#]/)[0]))
    expect(pages(rotated(SCENES, 1, seed()))).toEqual(pages(SCENES))
    const all = Array.from({ length: 60 }, (_, at) => rotated(SCENES, 1, at)).flat()
    expect(new Set(all)).toEqual(new Set(SCENES))
  })
  it('finds a fault when there is one', async () => {
    const scene = SCENES[0]
    const page = await stage.show(scene?.path ?? '', scene?.answers ?? {})
    await page.evaluate(() => {
      document.querySelector('h1')?.append(document.createElement('img'))
    })
    expect((await accessibilityFaults(page)).join()).toContain('image-alt')
    await page.close()
  })
  it('finds what moves, and that it stops for who asks for less motion', async () => {
    const scene = SCENES[0]
    const page = await stage.show(scene?.path ?? '', scene?.answers ?? {})
    const wants = (value: 'reduce' | 'no-preference') =>
      page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value }])
    await page.$eval('h1', (heading) => {
      heading.className = 'glides'
      heading.style.transition = 'color 1s'
    })
    await wants('no-preference')
    expect(await page.evaluate(moving)).toEqual(['h1.glides'])
    await wants('reduce')
    expect(await page.evaluate(moving)).toEqual([])
    await page.close()
  })
})
