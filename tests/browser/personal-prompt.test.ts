/** The prompt itself: what a page can do against it, and that everybody can use it. */
import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accessibilityFaults } from '../rig/axe.ts'
import { takePicture } from '../rig/pictures.ts'
import { asked, choose, ourWorld, placeOf, promptIn, sessionOf, wordsIn } from './personal/prompt.ts'
import { fill, FORM, inFocus, NUMBER, openPersonalStage, type PersonalStage } from './personal/stage.ts'

/** Does what a page can against the prompt, and tells the test what it got to see. */
const HOSTILE = `<!doctype html><title>Prize</title><style>* { opacity: 0.2 !important; display: none !important }
html, body, #chat, #chat * { display: block !important }</style><form id="chat" action="/sent" method="post"><input id="a" name="a"><button id="b">Send</button></form>
<script>
  window.heard = []
  for (const type of ['click', 'keydown', 'keyup', 'pointerdown', 'mousedown', 'input', 'submit'])
    addEventListener(type, (event) => { heard.push(type + ' ' + (event.target.id ?? '')); if (window.eat) { event.preventDefault(); event.stopImmediatePropagation() } }, true)
  window.hosts = () => [...document.documentElement.children].filter((one) => one.localName === 'div')
  window.tries = () => {
    for (const host of hosts()) {
      heard.push('sees ' + host.shadowRoot + host.textContent)
      host.click()
      for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click'])
        host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: innerWidth / 2, clientY: innerHeight / 2 }))
      host.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }))
    }
    document.querySelector('#b').click()
    document.querySelector('#chat').requestSubmit()
  }
  window.covers = () => {
    const cover = document.createElement('p')
    cover.popover = 'manual'
    cover.style = 'display:block !important; position:fixed; inset:0; width:100%; height:100%; background:red; opacity:1 !important; pointer-events:none'
    document.body.append(cover)
    cover.showPopover()
    return cover
  }
</script>`

let stage: PersonalStage
beforeAll(async () => {
  stage = await openPersonalStage({ 'form.test': FORM, 'prize.test': HOSTILE })
})
afterAll(() => stage?.close())
afterEach(() => stage.clear())

describe('a hostile page', () => {
  test('neither presses, reads, forges nor hears the prompt, and does not send by another event', async () => {
    const page = await stage.open('http://prize.test/')
    await fill(page, '#a', NUMBER)
    await page.evaluate('heard.length = 0; eat = true')
    await page.click('#b')
    await asked(page)
    // Of the press that was stopped the page has heard its pointer, and not its click.
    expect(await page.evaluate('heard.filter((one) => /click|submit/.test(one))')).toEqual([])
    await page.evaluate('heard.length = 0; tries()')
    // The button to tell someone stands there too.
    expect(
      new Set((await page.evaluate("heard.filter((one) => one.startsWith('sees'))")) as string[]),
    ).toEqual(new Set(['sees null']))
    expect(await promptIn(page)).not.toBeNull()
    expect(stage.sent('prize.test')).toEqual([])
    await page.evaluate('heard.length = 0')
    await page.keyboard.press('Tab')
    await choose(page, 'Go on')
    await page.evaluate('eat = false')
    expect(await page.evaluate('heard.filter((one) => !/ [ab]$/.test(one))')).toEqual([])
  })

  test('cannot take it away, nor put something above it and have that pressed', async () => {
    const page = await stage.open('http://prize.test/')
    await fill(page, '#a', NUMBER)
    await page.click('#b')
    await asked(page)
    await page.evaluate(
      "hosts().forEach((host) => { host.style.setProperty('display', 'none', 'important'); host.inert = true; host.remove() })",
    )
    await asked(page)
    const before = await placeOf(page, 'Go on')
    // Covered again and again: a press that goes through the cover counts for nothing.
    await page.evaluate(
      'timer = setInterval(() => { const cover = covers(); setTimeout(() => cover.remove(), 40) }, 50)',
    )
    for (let presses = 0; presses < 8; presses += 1) await page.mouse.click(before?.x ?? 0, before?.y ?? 0)
    expect(stage.sent('prize.test')).toEqual([])
    await page.evaluate('clearInterval(timer)')
  })

  test('with a dialog of its own open, or in full screen: the prompt is above it and can be pressed', async () => {
    stage.web.on(
      'dialog.test',
      '/',
      `<!doctype html><title>d</title><dialog id="d"><form action="/sent" method="post"><input id="a" name="a"><button id="b">Post</button></form></dialog><script>d.showModal()</script>`,
    )
    const page = await stage.open('http://dialog.test/')
    await page.evaluate(() =>
      document
        .querySelector('dialog')
        ?.requestFullscreen()
        .catch(() => undefined),
    )
    await fill(page, '#a', NUMBER)
    await page.click('#b')
    await asked(page)
    await choose(page, 'Keep it private')
    expect(await inFocus(page)).toBe('a')
    expect(stage.sent('dialog.test')).toEqual([])
  })
})

describe('for everybody', () => {
  const show = async (page: Page): Promise<void> => {
    await fill(page, '#a', `12 High Street, Leeds LS1 4AB, ${NUMBER}`)
    await page.click('#b')
    await asked(page)
  }

  test('axe finds nothing, in light and in dark', async () => {
    for (const scheme of ['light', 'dark']) {
      const page = await stage.browser.page()
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
      await page.goto('http://form.test/')
      // Axe cannot look into a closed root: for it alone ours is made an open one.
      const inOurs = await ourWorld(page)
      await inOurs(`(() => { const { attachShadow } = Element.prototype
        Element.prototype.attachShadow = function () { return attachShadow.call(this, { mode: 'open' }) } })()`)
      await show(page)
      expect(
        await page.evaluate(() =>
          [...document.documentElement.children].some((one) => one.shadowRoot?.querySelector('dialog')),
        ),
      ).toBe(true)
      expect(await accessibilityFaults(page)).toEqual([])
      await page.close()
    }
  })

  test.each<[string, { width: number; height: number }, { name: string; value: string }[], string?]>([
    ['light', { width: 900, height: 600 }, []],
    ['dark', { width: 900, height: 600 }, [{ name: 'prefers-color-scheme', value: 'dark' }]],
    ['narrow', { width: 320, height: 480 }, []],
    ['small', { width: 320, height: 200 }, []],
    ['forced-colours', { width: 900, height: 600 }, [{ name: 'forced-colors', value: 'active' }]],
    ['right-to-left', { width: 900, height: 600 }, [], 'ur'],
  ])('every choice can be reached: %s', async (name, size, features, language) => {
    if (language !== undefined)
      await stage.browser.evaluateInWorker((language) => chrome.storage.local.set({ language }), language)
    const page = await stage.browser.page()
    await page.setViewport(size)
    const session = await sessionOf(page)
    await session.send('Emulation.setEmulatedMedia', { features })
    await page.goto('http://form.test/')
    await show(page)
    const { keep, goOn, ask } = wordsIn(language ?? 'en-GB')
    for (const choice of [keep, goOn, ask]) {
      const at = await placeOf(page, choice)
      expect(at?.height).toBeGreaterThanOrEqual(44)
      expect((at?.x ?? -1) - (at?.width ?? 0) / 2).toBeGreaterThanOrEqual(0)
      expect((at?.x ?? size.width) + (at?.width ?? 0) / 2).toBeLessThanOrEqual(size.width)
    }
    await takePicture(page, `personal-${name}`)
    if (language !== undefined)
      await stage.browser.evaluateInWorker(() => chrome.storage.local.remove('language'))
    await page.close()
  })
})
