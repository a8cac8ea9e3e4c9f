/**
 * Files that pages give, in a managed browser with a real folder: what is asked, what never lands, and what a yes brings.
 * The worker is killed and hung in downloads-worker.test.ts.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import { openPage, press, recorded, run, says, textOf, withPage } from './backstops/school.ts'
import {
  type Desk,
  give,
  listed,
  noPrompt,
  OCTETS,
  pressed,
  prompt,
  prompts,
  startDesk,
} from './downloads/stage.ts'

const RLO = '\u202E'
let web: TestWeb
let desk: Desk

beforeAll(async () => {
  web = await startWeb()
  desk = await startDesk({}, web)
})
afterAll(async () => {
  await desk?.close()
  await web?.close()
})
beforeEach(async () => {
  await desk.clear()
})

/** A page of this host, and what it does. By https: the browser itself warns of most files that come without. */
async function pressOn(host: string, script: string): Promise<string> {
  const tab = await openPage(desk.browser, `https://${host}/`)
  await run(desk.browser, tab, script)
  return tab
}
const follow = (host: string) => pressOn(host, `location.href = '/file'`)
/** What a page makes by itself. */
const made = (href: string, name: string, after = ''): string => `
  const link = document.createElement('a')
  Object.assign(link, { href: ${href}, download: '${name}' })
  document.body.append(link)
  link.click()
  ${after}`
const blob = (type: string): string =>
  `URL.createObjectURL(new Blob(['x'.repeat(3000)], { type: '${type}' }))`
const asks = async (words: string): Promise<string> => {
  const { targetId } = await prompt(desk.browser)
  await says(desk.browser, targetId, words)
  return targetId
}
const answer = async (tab: string, button: string): Promise<void> => {
  await press(desk.browser, tab, button)
  await noPrompt(desk.browser)
}

describe('one clear tap', () => {
  test('a worksheet: asked, nothing on the disk; a yes, and it is there; the prompt gives way', async () => {
    give(web, 'maths.test', '/file', 'fractions.pdf', 'application/pdf')
    await follow('maths.test')
    const tab = await asks('Do you need this file?')
    expect(await textOf(desk.browser, tab)).toMatch(/fractions\.pdf\s+Document · 2 kB · from maths\.test/)
    expect(desk.files()).toEqual([])
    expect(await listed(desk.browser, 'fractions.pdf')).toEqual([])
    await press(desk.browser, tab, 'Yes, save it')
    await desk.saved('fractions.pdf')
    await noPrompt(desk.browser)
    expect(desk.files()).toEqual(['fractions.pdf'])
    await recorded(desk.browser, 'maths.test', ['visit', 'download', 'download'])
  })

  test('a no: it is not there, and nothing is fetched again', async () => {
    give(web, 'no.test', '/file', 'fractions.pdf', 'application/pdf')
    await follow('no.test')
    await answer(await asks('Do you need this file?'), 'No, thank you')
    expect(web.seen('no.test', '/file')).toHaveLength(1)
    expect(desk.files()).toEqual([])
  })

  test('by the keyboard alone', async () => {
    give(web, 'keys.test', '/file', 'keys.pdf', 'application/pdf')
    await follow('keys.test')
    const tab = await asks('Do you need this file?')
    await withPage(desk.browser, tab, async (send) => {
      await send('Page.bringToFront')
      for (const [key, text] of [
        ['Tab', undefined],
        ['Enter', '\r'],
      ] as const)
        for (const type of ['keyDown', 'keyUp'])
          await send('Input.dispatchKeyEvent', {
            type,
            key,
            code: key,
            windowsVirtualKeyCode: key === 'Tab' ? 9 : 13,
            ...(type === 'keyDown' && text !== undefined && { text }),
          })
    })
    await desk.saved('keys.pdf')
    await noPrompt(desk.browser)
  })

  test('what is allowed is never interrupted: fetched once, no question', async () => {
    give(web, 'art.test', '/file', 'picture.png', 'image/png')
    await follow('art.test')
    await desk.saved('picture.png')
    expect(web.seen('art.test', '/file')).toHaveLength(1)
    expect(await prompts(desk.browser)).toEqual([])
  })

  test('twenty at once are one prompt, and one tap', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `sheet-${i + 1}.pdf`)
    for (const [i, name] of names.entries()) give(web, `many-${i}.test`, '/file', name, 'application/pdf')
    await Promise.all(names.map((_, i) => desk.browser.open(`http://many-${i}.test/file`)))
    const { targetId } = await prompt(desk.browser)
    await says(desk.browser, targetId, 'Yes, save all 20')
    expect(await prompts(desk.browser)).toHaveLength(1)
    expect(desk.files()).toEqual([])
    await answer(targetId, 'Yes, save all 20')
    await Promise.all(names.map((name) => desk.saved(name)))
    expect(desk.files().sort()).toEqual(names.sort())
  })
})

describe('what never lands', () => {
  test.each([
    ['a program', 'setup.exe', OCTETS, 'A file like this can harm the computer'],
    ['an installer', 'setup.msi', OCTETS, 'A file like this can harm the computer'],
    ['a web page', 'page.svg', 'image/svg+xml', 'A file like this can harm the computer'],
    ['two endings', 'fractions.pdf.exe', OCTETS, 'not what its name says'],
    ['a turned direction', `fractions-${RLO}fdp.exe`, OCTETS, 'can harm the computer'],
    ['another type', 'worksheet.pdf', 'application/x-msdownload', 'not what its name says'],
  ])('%s', async (what, name, type, why) => {
    const host = `${what.replaceAll(' ', '-')}.test`
    give(web, host, '/file', name, type)
    await follow(host)
    const tab = await asks(why)
    const text = await textOf(desk.browser, tab)
    expect(text).toContain('This file can not be saved here')
    expect(text).not.toContain('Yes, save')
    expect(text).not.toContain(RLO)
    expect(desk.files()).toEqual([])
    expect(await listed(desk.browser, name)).toEqual([])
    await recorded(desk.browser, host, ['visit', 'download'])
    await answer(tab, 'Close this page')
  })

  test('a page of its own making: data: and blob: are the page’s', async () => {
    await pressOn('made.test', made(`'data:text/html,<b>hello'`, 'notes.txt'))
    const tab = await asks('can not be saved here')
    expect(await textOf(desk.browser, tab)).toContain('from made.test')
    await pressOn('made.test', made(blob('application/x-msdownload'), 'game.exe'))
    await says(desk.browser, tab, 'game.exe')
    expect(desk.files()).toEqual([])
    await answer(tab, 'Close this page')
  })
})

describe('what a page makes, after a yes', () => {
  test.each([
    ['data:', `'data:application/pdf;base64,JVBERi0='`, 'in-address.pdf'],
    ['blob:', blob('application/pdf'), 'made.pdf'],
  ])('%s is saved under its name', async (scheme, href, name) => {
    await pressOn(`${scheme.slice(0, -1)}.test`, made(href, name))
    const tab = await asks(name)
    expect(desk.files()).toEqual([])
    await press(desk.browser, tab, 'Yes, save it')
    await noPrompt(desk.browser)
    await desk.saved(name)
  })

  test('a page’s own file that is gone: chosen again it works, once', async () => {
    const gone = `const made = ${blob('application/pdf')}; ${made('made', 'gone.pdf', 'URL.revokeObjectURL(made)')}`
    const again = `{ ${gone} }`
    const page = await pressOn('gone.test', again)
    const tab = await asks('gone.pdf')
    await press(desk.browser, tab, 'Yes, save it')
    await says(desk.browser, tab, 'Please choose it again')
    expect(desk.files()).toEqual([])
    await pressed(desk.browser, page, again)
    await desk.saved('gone.pdf')
    await noPrompt(desk.browser)
    await pressed(desk.browser, page, again)
    await answer(await asks('Do you need this file?'), 'No, thank you')
    expect(desk.files()).toEqual(['gone.pdf'])
  })

  test('a form’s result: what its address gives by itself is not it; sent again it works', async () => {
    web.on('form.test', '/result', ({ method }, response) => {
      const file = {
        'content-type': 'application/pdf',
        'content-disposition': 'attachment; filename=result.pdf',
      }
      if (method === 'POST') response.writeHead(200, file).end('x'.repeat(500))
      else response.writeHead(200, { 'content-type': 'text/html' }).end('<p>no')
    })
    const send = `(() => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'post', action: '/result' })
      document.body.append(form)
      form.submit()
    })()`
    const page = await pressOn('form.test', send)
    const tab = await asks('result.pdf')
    await press(desk.browser, tab, 'Yes, save it')
    await says(desk.browser, tab, 'Please choose it again')
    expect(desk.files()).toEqual([])
    await pressed(desk.browser, page, send)
    await desk.saved('result.pdf')
    await noPrompt(desk.browser)
    expect(desk.files()).toEqual(['result.pdf'])
  })
})
